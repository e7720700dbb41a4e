import type { FastifyPluginAsync } from 'fastify'
import type { Administration } from '../../administration/administration.ts'
import { ruleBook } from '../../identity-center/rules/rule-book.ts'
import { bodyOrNothing } from './body-or-nothing.ts'
import { described, listSchema, refTo } from './describe.ts'
import { listOf } from './list-of.ts'
import { adminSchemas as schemas } from './schemas.ts'

interface StorePath {
  Params: { identityStoreId: string }
}

/** Identity stores, provisioning and the rule book over HTTP. */
export const adminRoutes =
  (administration: Administration): FastifyPluginAsync =>
  async (app) => {
    const stores = '/identity-stores'
    const store = `${stores}/:identityStoreId`
    const ofStore = { params: schemas.storePath, problems: [404] } as const
    const answerOf = (name: string, description: string) => ({ description, schema: refTo(name) })

    app.get(
      stores,
      described({
        tag: 'stores',
        summary: 'Lists the identity stores',
        answers: {
          200: { description: 'All of them.', schema: listSchema(refTo('IdentityStore')) },
        },
      }),
      async () => listOf(await administration.listStores()),
    )

    app.post<{ Body: { settings?: unknown; provisioning?: boolean } }>(
      stores,
      {
        ...described({
          tag: 'stores',
          summary: 'Makes an identity store, with an endpoint and an access token',
          body: schemas.createStore,
          bodyOptional: true,
          answers: { 201: answerOf('ProvisionedStore', 'The store, and its token this once.') },
        }),
        preValidation: bodyOrNothing,
      },
      async ({ body }, reply) => reply.code(201).send(await administration.createStore(body)),
    )

    app.get<StorePath>(
      store,
      described({
        tag: 'stores',
        summary: 'Shows an identity store',
        ...ofStore,
        answers: { 200: answerOf('IdentityStore', 'The store.') },
      }),
      ({ params }) => administration.getStore(params.identityStoreId),
    )

    app.delete<StorePath>(
      store,
      described({
        tag: 'stores',
        summary: 'Deletes an identity store with all it holds',
        ...ofStore,
        answers: { 204: { description: 'It is deleted; its tenant ids are never used again.' } },
      }),
      async ({ params }, reply) => {
        await administration.deleteStore(params.identityStoreId)
        return reply.code(204).send()
      },
    )

    app.put<StorePath & { Body: { enabled: boolean } }>(
      `${store}/provisioning`,
      described({
        tag: 'stores',
        summary: 'Enables or disables provisioning',
        description:
          'Enabling gives a new endpoint and a token. Disabling is refused while a token lives.',
        params: schemas.storePath,
        body: schemas.setProvisioning,
        answers: { 200: answerOf('ProvisionedStore', 'The store as it is now.') },
        problems: [404, 409],
      }),
      ({ params, body }) => administration.setProvisioning(params.identityStoreId, body.enabled),
    )

    app.get('/rules', rulesSchema, async () => listOf(ruleBook))
  }

const rulesSchema = described({
  tag: 'server',
  summary: 'Lists the rules that requests are held against',
  answers: { 200: { description: 'The rule book.', schema: listSchema(refTo('Rule')) } },
})
