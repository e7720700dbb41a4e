import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import type { Administration } from '../../administration/administration.ts'
import { ruleBook } from '../../identity-center/rule-book.ts'
import { adminSchemas as schemas } from './schemas.ts'

/** A list as the private listener gives it. These are short: there is never a next page. */
const listOf = <Item>(items: readonly Item[]) => ({ items })

/** A body may be left out where nothing in it is required. */
const bodyOrNothing = async (request: FastifyRequest) => {
  request.body ??= {}
}

interface StorePath {
  Params: { identityStoreId: string }
}
interface TokenPath {
  Params: { identityStoreId: string; tokenId: string }
}

/** Identity stores, provisioning, tokens and settings over HTTP: the paths below `/api/v1`. */
export const adminRoutes =
  (administration: Administration): FastifyPluginAsync =>
  async (app) => {
    const stores = '/identity-stores'
    const store = `${stores}/:identityStoreId`
    const ofStore = { schema: { params: schemas.storePath } }

    app.get(stores, async () => listOf(await administration.listStores()))

    app.post<{ Body: { settings?: unknown; provisioning?: boolean } }>(
      stores,
      { schema: { body: schemas.createStore }, preValidation: bodyOrNothing },
      async ({ body }, reply) => reply.code(201).send(await administration.createStore(body)),
    )

    app.get<StorePath>(store, ofStore, ({ params }) =>
      administration.getStore(params.identityStoreId),
    )

    app.delete<StorePath>(store, ofStore, async ({ params }, reply) => {
      await administration.deleteStore(params.identityStoreId)
      return reply.code(204).send()
    })

    app.put<StorePath & { Body: { enabled: boolean } }>(
      `${store}/provisioning`,
      { schema: { params: schemas.storePath, body: schemas.setProvisioning } },
      ({ params, body }) => administration.setProvisioning(params.identityStoreId, body.enabled),
    )

    app.get<StorePath>(`${store}/tokens`, ofStore, async ({ params }) =>
      listOf(await administration.listTokens(params.identityStoreId)),
    )

    app.post<StorePath>(
      `${store}/tokens`,
      {
        schema: { params: schemas.storePath, body: schemas.nothing },
        preValidation: bodyOrNothing,
      },
      async ({ params }, reply) =>
        reply.code(201).send(await administration.createToken(params.identityStoreId)),
    )

    app.delete<TokenPath>(
      `${store}/tokens/:tokenId`,
      { schema: { params: schemas.tokenPath } },
      async ({ params }, reply) => {
        await administration.deleteToken(params.identityStoreId, params.tokenId)
        return reply.code(204).send()
      },
    )

    app.get<StorePath>(`${store}/settings`, ofStore, ({ params }) =>
      administration.getSettings(params.identityStoreId),
    )

    app.put<StorePath>(
      `${store}/settings`,
      { schema: { params: schemas.storePath, body: schemas.settings } },
      ({ params, body }) => administration.replaceSettings(params.identityStoreId, body),
    )

    app.get('/rules', async () => listOf(ruleBook))
  }
