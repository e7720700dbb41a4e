import type { FastifyPluginAsync } from 'fastify'
import type { Administration } from '../../administration/administration.ts'
import { actorOf, nameEvents } from '../shared/actor.ts'
import { described, listSchema, refTo } from './describe.ts'
import { directorySchemas as schemas } from './directory-schemas.ts'
import { type SearchQuery, searchOf } from './directory-search.ts'

interface GroupPath {
  Params: { identityStoreId: string; groupId: string }
}
interface MemberPath {
  Params: { identityStoreId: string; groupId: string; userId: string }
}

/** Who is in a group: below `/identity-stores/{id}/groups/{groupId}/members`. */
export const memberRoutes =
  ({ directory }: Administration): FastifyPluginAsync =>
  async (app) => {
    const members = '/identity-stores/:identityStoreId/groups/:groupId/members'
    const tag = 'groups'
    nameEvents(app)

    app.get<GroupPath & SearchQuery>(
      members,
      described({
        tag,
        summary: 'Lists the members of a group, without those that are disabled',
        params: schemas.groupPath,
        querystring: schemas.search,
        answers: {
          200: {
            description: 'In no order that means anything.',
            schema: listSchema(refTo('Member')),
          },
        },
        problems: [404],
      }),
      ({ params, query }) =>
        directory.listMembers(params.identityStoreId, params.groupId, searchOf(query)),
    )

    app.post<GroupPath & { Body: { userIds: readonly string[] } }>(
      members,
      described({
        tag,
        summary: 'Adds users to a group, all of them or none',
        params: schemas.groupPath,
        body: schemas.newMembers,
        answers: { 204: { description: 'They are members now, or were already.' } },
        problems: [404],
      }),
      async (request, reply) => {
        const { identityStoreId, groupId } = request.params
        const { userIds } = request.body
        await directory.addMembers(identityStoreId, groupId, userIds, actorOf(request))
        return reply.code(204).send()
      },
    )

    app.delete<MemberPath>(
      `${members}/:userId`,
      described({
        tag,
        summary: 'Removes a member from a group',
        params: schemas.memberPath,
        answers: { 204: { description: 'The user is no member any more.' } },
        problems: [400, 404],
      }),
      async (request, reply) => {
        const { identityStoreId, groupId, userId } = request.params
        await directory.removeMember(identityStoreId, groupId, userId, actorOf(request))
        return reply.code(204).send()
      },
    )
  }
