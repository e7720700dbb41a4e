import type { FastifyPluginAsync } from 'fastify'
import type { Administration } from '../../administration/administration.ts'
import { actorOf, nameEvents } from '../shared/actor.ts'
import { described, listSchema, refTo } from './describe.ts'
import { directorySchemas as schemas } from './directory-schemas.ts'
import { type SearchQuery, searchOf } from './directory-search.ts'

interface StorePath {
  Params: { identityStoreId: string }
}
interface GroupPath {
  Params: { identityStoreId: string; groupId: string }
}

/** The rules judge these bodies, not their schemas: a refusal has findings, and leaves an event. */
const attachValidation = true

const oneGroup = { description: 'The group.', schema: refTo('Group') }

/** The groups of an identity store by hand: below `/identity-stores/{id}/groups`. */
export const groupRoutes =
  ({ directory }: Administration): FastifyPluginAsync =>
  async (app) => {
    const groups = '/identity-stores/:identityStoreId/groups'
    const group = `${groups}/:groupId`
    const tag = 'groups'
    nameEvents(app)

    app.get<StorePath & SearchQuery>(
      groups,
      described({
        tag,
        summary: 'Lists the groups of an identity store, or those whose names hold a text',
        params: schemas.storePath,
        querystring: schemas.search,
        answers: {
          200: { description: 'Oldest first.', schema: listSchema(refTo('GroupSummary')) },
        },
        problems: [404],
      }),
      ({ params, query }) => directory.listGroups(params.identityStoreId, searchOf(query)),
    )

    app.post<StorePath>(
      groups,
      {
        attachValidation,
        ...described({
          tag,
          summary: 'Makes a group',
          params: schemas.storePath,
          body: schemas.newGroup,
          answers: { 201: oneGroup },
          problems: [404, 409],
        }),
      },
      async (request, reply) => {
        const { params, body } = request
        const made = await directory.createGroup(params.identityStoreId, body, actorOf(request))
        return reply.code(201).send(made)
      },
    )

    app.get<GroupPath>(
      group,
      described({
        tag,
        summary: 'Shows a group',
        params: schemas.groupPath,
        answers: { 200: oneGroup },
        problems: [404],
      }),
      ({ params }) => directory.getGroup(params.identityStoreId, params.groupId),
    )

    app.patch<GroupPath>(
      group,
      {
        attachValidation,
        ...described({
          tag,
          summary: 'Edits the name or description of a group',
          params: schemas.groupPath,
          body: schemas.groupChanges,
          answers: { 200: oneGroup },
          problems: [404, 409],
        }),
      },
      (request) => {
        const { params, body } = request
        const { identityStoreId, groupId } = params
        return directory.updateGroup(identityStoreId, groupId, body, actorOf(request))
      },
    )

    app.delete<GroupPath>(
      group,
      described({
        tag,
        summary: 'Deletes a group; its members stay',
        params: schemas.groupPath,
        answers: { 204: { description: 'It is gone.' } },
        problems: [400, 404],
      }),
      async (request, reply) => {
        const { identityStoreId, groupId } = request.params
        await directory.deleteGroup(identityStoreId, groupId, actorOf(request))
        return reply.code(204).send()
      },
    )
  }
