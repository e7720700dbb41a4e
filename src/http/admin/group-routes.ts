import type { FastifyPluginAsync } from 'fastify'
import type { Administration } from '../../administration/administration.ts'
import { readActor, sendRequestIds } from '../shared/actor.ts'
import { describeRoute, listSchema, refTo } from './describe.ts'
import { directorySchemas as schemas } from './directory-schemas.ts'
import { parseDirectorySearch, type SearchQuery } from './directory-search.ts'

interface StorePath {
  Params: { identityStoreId: string }
}
interface GroupPath {
  Params: { identityStoreId: string; groupId: string }
}

/** Rules check these bodies, not the schema: a refusal then has findings and creates an event. */
const attachValidation = true

const oneGroup = { description: 'The group.', schema: refTo('Group') }

/** The routes of manual changes to groups: below `/identity-stores/{id}/groups`. */
export const groupRoutes =
  ({ directory }: Administration): FastifyPluginAsync =>
  async (app) => {
    const groups = '/identity-stores/:identityStoreId/groups'
    const group = `${groups}/:groupId`
    const tag = 'groups'
    sendRequestIds(app)

    app.get<StorePath & SearchQuery>(
      groups,
      describeRoute({
        tag,
        summary: 'List or search the groups of an identity store',
        params: schemas.storePath,
        querystring: schemas.search,
        responses: {
          200: { description: 'Oldest first.', schema: listSchema(refTo('GroupSummary')) },
        },
        problems: [404],
      }),
      ({ params, query }) =>
        directory.listGroups(params.identityStoreId, parseDirectorySearch(query)),
    )

    app.post<StorePath>(
      groups,
      {
        attachValidation,
        ...describeRoute({
          tag,
          summary: 'Create a group',
          params: schemas.storePath,
          body: schemas.newGroup,
          responses: { 201: oneGroup },
          problems: [404, 409],
        }),
      },
      async (request, reply) => {
        const { params, body } = request
        const group = await directory.createGroup(params.identityStoreId, body, readActor(request))
        return reply.code(201).send(group)
      },
    )

    app.get<GroupPath>(
      group,
      describeRoute({
        tag,
        summary: 'Show a group',
        params: schemas.groupPath,
        responses: { 200: oneGroup },
        problems: [404],
      }),
      ({ params }) => directory.getGroup(params.identityStoreId, params.groupId),
    )

    app.patch<GroupPath>(
      group,
      {
        attachValidation,
        ...describeRoute({
          tag,
          summary: 'Change the name or description of a group',
          params: schemas.groupPath,
          body: schemas.groupChanges,
          responses: { 200: oneGroup },
          problems: [404, 409],
        }),
      },
      (request) => {
        const { params, body } = request
        const { identityStoreId, groupId } = params
        return directory.updateGroup(identityStoreId, groupId, body, readActor(request))
      },
    )

    app.delete<GroupPath>(
      group,
      describeRoute({
        tag,
        summary: 'Delete a group, but not its members',
        params: schemas.groupPath,
        responses: { 204: { description: 'The group was deleted.' } },
        problems: [400, 404],
      }),
      async (request, reply) => {
        const { identityStoreId, groupId } = request.params
        await directory.deleteGroup(identityStoreId, groupId, readActor(request))
        return reply.code(204).send()
      },
    )
  }
