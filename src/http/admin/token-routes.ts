import type { FastifyPluginAsync } from 'fastify'
import type { Administration } from '../../administration/administration.ts'
import { describeRoute, listSchema, refTo } from './describe.ts'
import { defaultToEmptyBody } from './optional-body.ts'
import { adminSchemas as schemas } from './schemas.ts'
import { toList } from './to-list.ts'

interface StorePath {
  Params: { identityStoreId: string }
}
interface TokenPath {
  Params: { identityStoreId: string; tokenId: string }
}

/** The routes of access tokens and of the reminders of their expiry. */
export const tokenRoutes =
  (administration: Administration): FastifyPluginAsync =>
  async (app) => {
    const tokens = '/identity-stores/:identityStoreId/tokens'

    app.get<StorePath>(
      tokens,
      describeRoute({
        tag: 'tokens',
        summary: 'List the access tokens of an identity store, without their values',
        params: schemas.storePath,
        responses: { 200: { description: 'Oldest first.', schema: listSchema(refTo('Token')) } },
        problems: [404],
      }),
      async ({ params }) => toList(await administration.listTokens(params.identityStoreId)),
    )

    app.post<StorePath>(
      tokens,
      {
        ...describeRoute({
          tag: 'tokens',
          summary: 'Create an access token that is valid for one year',
          params: schemas.storePath,
          body: schemas.emptyBody,
          bodyOptional: true,
          responses: {
            201: {
              description: 'The access token with its value, which is shown only once.',
              schema: refTo('NewToken'),
            },
          },
          problems: [404, 409],
        }),
        preValidation: defaultToEmptyBody,
      },
      async ({ params }, reply) =>
        reply.code(201).send(await administration.createToken(params.identityStoreId)),
    )

    app.delete<TokenPath>(
      `${tokens}/:tokenId`,
      describeRoute({
        tag: 'tokens',
        summary: 'Delete an access token',
        params: schemas.tokenPath,
        responses: { 204: { description: 'Deleted. The next request with it is rejected.' } },
        problems: [404],
      }),
      async ({ params }, reply) => {
        await administration.deleteToken(params.identityStoreId, params.tokenId)
        return reply.code(204).send()
      },
    )

    app.get<StorePath>(
      '/identity-stores/:identityStoreId/reminders',
      describeRoute({
        tag: 'tokens',
        summary: 'Show the reminders of expiring access tokens that AWS would send',
        description: 'The banner in the AWS console, and the past and future events in AWS Health.',
        params: schemas.storePath,
        responses: {
          200: { description: 'The reminders of each token.', schema: refTo('Reminders') },
        },
        problems: [404],
      }),
      ({ params }) => administration.getReminders(params.identityStoreId),
    )
  }
