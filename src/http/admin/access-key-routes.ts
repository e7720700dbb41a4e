import type { FastifyPluginAsync } from 'fastify'
import type { Administration } from '../../administration/administration.ts'
import { adminSchemas as schemas } from './schemas.ts'

interface StorePath {
  Params: { identityStoreId: string }
}
interface KeyPath {
  Params: { identityStoreId: string; accessKeyId: string }
}

/** The access keys of the Identity Store API over HTTP: the paths below `/api/v1`. */
export const accessKeyRoutes =
  ({ accessKeys }: Pick<Administration, 'accessKeys'>): FastifyPluginAsync =>
  async (app) => {
    const keys = '/identity-stores/:identityStoreId/access-keys'

    app.get<StorePath>(keys, { schema: { params: schemas.storePath } }, async ({ params }) => ({
      items: await accessKeys.list(params.identityStoreId),
    }))

    app.post<StorePath>(
      keys,
      {
        schema: { params: schemas.storePath, body: schemas.nothing },
        preValidation: async (request) => {
          request.body ??= {}
        },
      },
      async ({ params }, reply) =>
        reply.code(201).send(await accessKeys.create(params.identityStoreId)),
    )

    app.delete<KeyPath>(
      `${keys}/:accessKeyId`,
      { schema: { params: schemas.accessKeyPath } },
      async ({ params }, reply) => {
        await accessKeys.delete(params.identityStoreId, params.accessKeyId)
        return reply.code(204).send()
      },
    )
  }
