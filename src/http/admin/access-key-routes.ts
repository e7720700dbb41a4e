import type { FastifyPluginAsync } from 'fastify'
import type { Administration } from '../../administration/administration.ts'
import { bodyOrNothing } from './body-or-nothing.ts'
import { described, listSchema, refTo } from './describe.ts'
import { listOf } from './list-of.ts'
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

    app.get<StorePath>(
      keys,
      described({
        tag: 'access keys',
        summary: 'Lists the access keys of an identity store, without their secrets',
        params: schemas.storePath,
        answers: { 200: { description: 'Oldest first.', schema: listSchema(refTo('AccessKey')) } },
        problems: [404],
      }),
      async ({ params }) => listOf(await accessKeys.list(params.identityStoreId)),
    )

    app.post<StorePath>(
      keys,
      {
        ...described({
          tag: 'access keys',
          summary: 'Makes an access key',
          params: schemas.storePath,
          body: schemas.nothing,
          bodyOptional: true,
          answers: {
            201: { description: 'With its secret, this once.', schema: refTo('NewAccessKey') },
          },
          problems: [404, 409],
        }),
        preValidation: bodyOrNothing,
      },
      async ({ params }, reply) =>
        reply.code(201).send(await accessKeys.create(params.identityStoreId)),
    )

    app.delete<KeyPath>(
      `${keys}/:accessKeyId`,
      described({
        tag: 'access keys',
        summary: 'Deletes an access key',
        params: schemas.accessKeyPath,
        answers: { 204: { description: 'It is refused from the next request on.' } },
        problems: [404],
      }),
      async ({ params }, reply) => {
        await accessKeys.delete(params.identityStoreId, params.accessKeyId)
        return reply.code(204).send()
      },
    )
  }
