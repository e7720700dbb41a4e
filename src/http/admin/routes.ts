import type { FastifyPluginAsync } from 'fastify'
import type { Administration } from '../../administration/administration.ts'
import { ruleBook } from '../../identity-center/rules/rule-book.ts'
import { describeRoute, listSchema, refTo } from './describe.ts'
import { defaultToEmptyBody } from './optional-body.ts'
import { adminSchemas as schemas } from './schemas.ts'
import { toList } from './to-list.ts'

interface StorePath {
  Params: { identityStoreId: string }
}

/** The routes of identity stores, provisioning and rules. */
export const adminRoutes =
  (administration: Administration): FastifyPluginAsync =>
  async (app) => {
    const stores = '/identity-stores'
    const store = `${stores}/:identityStoreId`
    const ofStore = { params: schemas.storePath, problems: [404] } as const
    const responseWith = (name: string, description: string) => ({
      description,
      schema: refTo(name),
    })

    app.get(
      stores,
      describeRoute({
        tag: 'stores',
        summary: 'List the identity stores',
        responses: {
          200: { description: 'All identity stores.', schema: listSchema(refTo('IdentityStore')) },
        },
      }),
      async () => toList(await administration.listStores()),
    )

    app.post<{ Body: { settings?: unknown; provisioning?: boolean } }>(
      stores,
      {
        ...describeRoute({
          tag: 'stores',
          summary: 'Create an identity store with a SCIM endpoint and an access token',
          body: schemas.createStore,
          bodyOptional: true,
          responses: {
            201: responseWith(
              'ProvisionedStore',
              'The store with its access token, which is shown only once.',
            ),
          },
        }),
        preValidation: defaultToEmptyBody,
      },
      async ({ body }, reply) => reply.code(201).send(await administration.createStore(body)),
    )

    app.get<StorePath>(
      store,
      describeRoute({
        tag: 'stores',
        summary: 'Show an identity store',
        ...ofStore,
        responses: { 200: responseWith('IdentityStore', 'The identity store.') },
      }),
      ({ params }) => administration.getStore(params.identityStoreId),
    )

    app.delete<StorePath>(
      store,
      describeRoute({
        tag: 'stores',
        summary: 'Delete an identity store and all its contents',
        ...ofStore,
        responses: { 204: { description: 'Deleted. Its tenant ids are never reused.' } },
      }),
      async ({ params }, reply) => {
        await administration.deleteStore(params.identityStoreId)
        return reply.code(204).send()
      },
    )

    app.put<StorePath & { Body: { enabled: boolean } }>(
      `${store}/provisioning`,
      describeRoute({
        tag: 'stores',
        summary: 'Enable or disable provisioning',
        description:
          'Enabling creates a new SCIM endpoint and an access token. Disabling requires that all unexpired access tokens are deleted first.',
        params: schemas.storePath,
        body: schemas.setProvisioning,
        responses: {
          200: responseWith('ProvisionedStore', 'The identity store after the change.'),
        },
        problems: [404, 409],
      }),
      ({ params, body }) => administration.setProvisioning(params.identityStoreId, body.enabled),
    )

    app.get('/rules', rulesRoute, async () => toList(ruleBook))
  }

const rulesRoute = describeRoute({
  tag: 'server',
  summary: 'List the rules that requests must obey',
  responses: { 200: { description: 'All rules.', schema: listSchema(refTo('Rule')) } },
})
