import type { FastifyPluginAsync } from 'fastify'
import type { Administration } from '../../administration/administration.ts'
import { actorOf, nameEvents } from '../shared/actor.ts'
import { described, listSchema, refTo } from './describe.ts'
import { directorySchemas as schemas } from './directory-schemas.ts'
import { type SearchQuery, searchOf } from './directory-search.ts'

interface StorePath {
  Params: { identityStoreId: string }
}
interface UserPath {
  Params: { identityStoreId: string; userId: string }
}

/** The rules judge these bodies, not their schemas: a refusal has findings, and leaves an event. */
const attachValidation = true

const oneUser = { description: 'The user.', schema: refTo('User') }

/** The users of an identity store by hand: below `/identity-stores/{id}/users`. */
export const userRoutes =
  ({ directory }: Administration): FastifyPluginAsync =>
  async (app) => {
    const users = '/identity-stores/:identityStoreId/users'
    const user = `${users}/:userId`
    const tag = 'users'
    nameEvents(app)

    app.get<StorePath & SearchQuery>(
      users,
      described({
        tag,
        summary: 'Lists the users of an identity store, or those whose names hold a text',
        params: schemas.storePath,
        querystring: schemas.search,
        answers: {
          200: { description: 'Oldest first.', schema: listSchema(refTo('UserSummary')) },
        },
        problems: [404],
      }),
      ({ params, query }) => directory.listUsers(params.identityStoreId, searchOf(query)),
    )

    app.post<StorePath>(
      users,
      {
        attachValidation,
        ...described({
          tag,
          summary: 'Makes a user',
          params: schemas.storePath,
          body: schemas.newUser,
          answers: { 201: oneUser },
          problems: [404, 409],
        }),
      },
      async (request, reply) => {
        const { params, body } = request
        const made = await directory.createUser(params.identityStoreId, body, actorOf(request))
        return reply.code(201).send(made)
      },
    )

    app.get<StorePath & { Querystring: { nameId: string } }>(
      `${users}/by-name-id`,
      described({
        tag,
        summary: 'Says whether a SAML assertion with a nameID would let somebody in, and why not',
        params: schemas.storePath,
        querystring: schemas.nameId,
        answers: { 200: { description: 'Whether, and why.', schema: refTo('NameIdAnswer') } },
        problems: [404],
      }),
      ({ params, query }) => directory.checkNameId(params.identityStoreId, query.nameId),
    )

    app.get<UserPath>(
      user,
      described({
        tag,
        summary: 'Shows a user',
        params: schemas.userPath,
        answers: { 200: oneUser },
        problems: [404],
      }),
      ({ params }) => directory.getUser(params.identityStoreId, params.userId),
    )

    app.patch<UserPath>(
      user,
      {
        attachValidation,
        ...described({
          tag,
          summary: 'Edits, enables or disables a user',
          params: schemas.userPath,
          body: schemas.userChanges,
          answers: { 200: oneUser },
          problems: [404, 409],
        }),
      },
      (request) => {
        const { params, body } = request
        const { identityStoreId, userId } = params
        return directory.updateUser(identityStoreId, userId, body, actorOf(request))
      },
    )

    app.delete<UserPath>(
      user,
      described({
        tag,
        summary: 'Deletes a user with its memberships',
        params: schemas.userPath,
        answers: { 204: { description: 'It is gone.' } },
        problems: [400, 404],
      }),
      async (request, reply) => {
        const { identityStoreId, userId } = request.params
        await directory.deleteUser(identityStoreId, userId, actorOf(request))
        return reply.code(204).send()
      },
    )

    app.get<UserPath & SearchQuery>(
      `${user}/groups`,
      described({
        tag,
        summary: 'Lists the groups of a user; none while it is disabled',
        params: schemas.userPath,
        querystring: schemas.search,
        answers: {
          200: {
            description: 'In no order that means anything.',
            schema: listSchema(refTo('Membership')),
          },
        },
        problems: [404],
      }),
      ({ params, query }) =>
        directory.listMemberships(params.identityStoreId, params.userId, searchOf(query)),
    )
  }
