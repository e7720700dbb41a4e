import type { FastifyPluginAsync } from 'fastify'
import type { Administration } from '../../administration/administration.ts'
import { bodyOrNothing } from './body-or-nothing.ts'
import { described, listSchema, refTo } from './describe.ts'
import { listOf } from './list-of.ts'
import { adminSchemas as schemas } from './schemas.ts'

interface StorePath {
  Params: { identityStoreId: string }
}
interface TokenPath {
  Params: { identityStoreId: string; tokenId: string }
}

/** The access tokens of an identity store, and reminders of their expiry, over HTTP. */
export const tokenRoutes =
  (administration: Administration): FastifyPluginAsync =>
  async (app) => {
    const tokens = '/identity-stores/:identityStoreId/tokens'

    app.get<StorePath>(
      tokens,
      described({
        tag: 'tokens',
        summary: 'Lists the access tokens of an identity store, without their values',
        params: schemas.storePath,
        answers: { 200: { description: 'Oldest first.', schema: listSchema(refTo('Token')) } },
        problems: [404],
      }),
      async ({ params }) => listOf(await administration.listTokens(params.identityStoreId)),
    )

    app.post<StorePath>(
      tokens,
      {
        ...described({
          tag: 'tokens',
          summary: 'Makes an access token, valid for a year',
          params: schemas.storePath,
          body: schemas.nothing,
          bodyOptional: true,
          answers: {
            201: { description: 'With its value, this once.', schema: refTo('NewToken') },
          },
          problems: [404, 409],
        }),
        preValidation: bodyOrNothing,
      },
      async ({ params }, reply) =>
        reply.code(201).send(await administration.createToken(params.identityStoreId)),
    )

    app.delete<TokenPath>(
      `${tokens}/:tokenId`,
      described({
        tag: 'tokens',
        summary: 'Deletes an access token',
        params: schemas.tokenPath,
        answers: { 204: { description: 'It is refused from the next request on.' } },
        problems: [404],
      }),
      async ({ params }, reply) => {
        await administration.deleteToken(params.identityStoreId, params.tokenId)
        return reply.code(204).send()
      },
    )

    app.get<StorePath>(
      '/identity-stores/:identityStoreId/reminders',
      described({
        tag: 'tokens',
        summary: 'Shows what the service would say of the expiry of access tokens',
        description:
          'The banner of its console, and the reminders that AWS Health would have sent by now or would send.',
        params: schemas.storePath,
        answers: { 200: { description: 'By token.', schema: refTo('Reminders') } },
        problems: [404],
      }),
      ({ params }) => administration.getReminders(params.identityStoreId),
    )
  }
