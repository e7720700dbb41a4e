import type { FastifyPluginAsync } from 'fastify'
import type { Administration } from '../../administration/administration.ts'
import { readActor, sendRequestIds } from '../shared/actor.ts'
import { describeRoute, listSchema, refTo } from './describe.ts'
import { directorySchemas as schemas } from './directory-schemas.ts'
import { parseDirectorySearch, type SearchQuery } from './directory-search.ts'

interface StorePath {
  Params: { identityStoreId: string }
}
interface UserPath {
  Params: { identityStoreId: string; userId: string }
}

/** Rules check these bodies, not the schema: a refusal then has findings and creates an event. */
const attachValidation = true

const oneUser = { description: 'The user.', schema: refTo('User') }

/** The routes of manual changes to users: below `/identity-stores/{id}/users`. */
export const userRoutes =
  ({ directory }: Administration): FastifyPluginAsync =>
  async (app) => {
    const users = '/identity-stores/:identityStoreId/users'
    const user = `${users}/:userId`
    const tag = 'users'
    sendRequestIds(app)

    app.get<StorePath & SearchQuery>(
      users,
      describeRoute({
        tag,
        summary: 'List or search the users of an identity store',
        params: schemas.storePath,
        querystring: schemas.search,
        responses: {
          200: { description: 'Oldest first.', schema: listSchema(refTo('UserSummary')) },
        },
        problems: [404],
      }),
      ({ params, query }) =>
        directory.listUsers(params.identityStoreId, parseDirectorySearch(query)),
    )

    app.post<StorePath>(
      users,
      {
        attachValidation,
        ...describeRoute({
          tag,
          summary: 'Create a user',
          params: schemas.storePath,
          body: schemas.newUser,
          responses: { 201: oneUser },
          problems: [404, 409],
        }),
      },
      async (request, reply) => {
        const { params, body } = request
        const user = await directory.createUser(params.identityStoreId, body, readActor(request))
        return reply.code(201).send(user)
      },
    )

    app.get<StorePath & { Querystring: { nameId: string } }>(
      `${users}/by-name-id`,
      describeRoute({
        tag,
        summary: 'Check whether a SAML assertion with a nameID would sign in a user, and why not',
        params: schemas.storePath,
        querystring: schemas.nameId,
        responses: {
          200: { description: 'The result and its reason.', schema: refTo('NameIdAnswer') },
        },
        problems: [404],
      }),
      ({ params, query }) => directory.checkNameId(params.identityStoreId, query.nameId),
    )

    app.get<UserPath>(
      user,
      describeRoute({
        tag,
        summary: 'Show a user',
        params: schemas.userPath,
        responses: { 200: oneUser },
        problems: [404],
      }),
      ({ params }) => directory.getUser(params.identityStoreId, params.userId),
    )

    app.patch<UserPath>(
      user,
      {
        attachValidation,
        ...describeRoute({
          tag,
          summary: 'Change, enable or disable a user',
          params: schemas.userPath,
          body: schemas.userChanges,
          responses: { 200: oneUser },
          problems: [404, 409],
        }),
      },
      (request) => {
        const { params, body } = request
        const { identityStoreId, userId } = params
        return directory.updateUser(identityStoreId, userId, body, readActor(request))
      },
    )

    app.delete<UserPath>(
      user,
      describeRoute({
        tag,
        summary: 'Delete a user and its memberships',
        params: schemas.userPath,
        responses: { 204: { description: 'The user was deleted.' } },
        problems: [400, 404],
      }),
      async (request, reply) => {
        const { identityStoreId, userId } = request.params
        await directory.deleteUser(identityStoreId, userId, readActor(request))
        return reply.code(204).send()
      },
    )

    app.get<UserPath & SearchQuery>(
      `${user}/groups`,
      describeRoute({
        tag,
        summary: 'List the groups of a user; empty while the user is disabled',
        params: schemas.userPath,
        querystring: schemas.search,
        responses: {
          200: {
            description: 'In no particular order.',
            schema: listSchema(refTo('Membership')),
          },
        },
        problems: [404],
      }),
      ({ params, query }) =>
        directory.listMemberships(
          params.identityStoreId,
          params.userId,
          parseDirectorySearch(query),
        ),
    )
  }
