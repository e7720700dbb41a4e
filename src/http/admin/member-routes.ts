import type { FastifyPluginAsync } from 'fastify'
import type { Administration } from '../../administration/administration.ts'
import { readActor, sendRequestIds } from '../shared/actor.ts'
import { describeRoute, listSchema, refTo } from './describe.ts'
import { directorySchemas as schemas } from './directory-schemas.ts'
import { parseDirectorySearch, type SearchQuery } from './directory-search.ts'

interface GroupPath {
  Params: { identityStoreId: string; groupId: string }
}
interface MemberPath {
  Params: { identityStoreId: string; groupId: string; userId: string }
}

/** The routes of group members: below `/identity-stores/{id}/groups/{groupId}/members`. */
export const memberRoutes =
  ({ directory }: Administration): FastifyPluginAsync =>
  async (app) => {
    const members = '/identity-stores/:identityStoreId/groups/:groupId/members'
    const tag = 'groups'
    sendRequestIds(app)

    app.get<GroupPath & SearchQuery>(
      members,
      describeRoute({
        tag,
        summary: 'List the enabled members of a group',
        params: schemas.groupPath,
        querystring: schemas.search,
        responses: {
          200: {
            description: 'In no particular order.',
            schema: listSchema(refTo('Member')),
          },
        },
        problems: [404],
      }),
      ({ params, query }) =>
        directory.listMembers(params.identityStoreId, params.groupId, parseDirectorySearch(query)),
    )

    app.post<GroupPath & { Body: { userIds: readonly string[] } }>(
      members,
      describeRoute({
        tag,
        summary: 'Add users to a group, all or none',
        params: schemas.groupPath,
        body: schemas.newMembers,
        responses: { 204: { description: 'All users are members of the group.' } },
        problems: [404],
      }),
      async (request, reply) => {
        const { identityStoreId, groupId } = request.params
        const { userIds } = request.body
        await directory.addMembers(identityStoreId, groupId, userIds, readActor(request))
        return reply.code(204).send()
      },
    )

    app.delete<MemberPath>(
      `${members}/:userId`,
      describeRoute({
        tag,
        summary: 'Remove a member from a group',
        params: schemas.memberPath,
        responses: { 204: { description: 'The user was removed from the group.' } },
        problems: [400, 404],
      }),
      async (request, reply) => {
        const { identityStoreId, groupId, userId } = request.params
        await directory.removeMember(identityStoreId, groupId, userId, readActor(request))
        return reply.code(204).send()
      },
    )
  }
