import type { FastifyPluginAsync } from 'fastify'
import type { Administration } from '../../administration/administration.ts'
import { describeRoute, listSchema, refTo } from './describe.ts'
import { defaultToEmptyBody } from './optional-body.ts'
import { adminSchemas as schemas } from './schemas.ts'
import { toList } from './to-list.ts'

interface StorePath {
  Params: { identityStoreId: string }
}
interface KeyPath {
  Params: { identityStoreId: string; accessKeyId: string }
}

/** The routes of access keys for the Identity Store API. */
export const accessKeyRoutes =
  ({ accessKeys }: Pick<Administration, 'accessKeys'>): FastifyPluginAsync =>
  async (app) => {
    const keys = '/identity-stores/:identityStoreId/access-keys'

    app.get<StorePath>(
      keys,
      describeRoute({
        tag: 'access keys',
        summary: 'List the access keys of an identity store, without their secrets',
        params: schemas.storePath,
        responses: {
          200: { description: 'Oldest first.', schema: listSchema(refTo('AccessKey')) },
        },
        problems: [404],
      }),
      async ({ params }) => toList(await accessKeys.list(params.identityStoreId)),
    )

    app.post<StorePath>(
      keys,
      {
        ...describeRoute({
          tag: 'access keys',
          summary: 'Create an access key',
          params: schemas.storePath,
          body: schemas.emptyBody,
          bodyOptional: true,
          responses: {
            201: {
              description: 'The access key with its secret, which is shown only once.',
              schema: refTo('NewAccessKey'),
            },
          },
          problems: [404, 409],
        }),
        preValidation: defaultToEmptyBody,
      },
      async ({ params }, reply) =>
        reply.code(201).send(await accessKeys.create(params.identityStoreId)),
    )

    app.delete<KeyPath>(
      `${keys}/:accessKeyId`,
      describeRoute({
        tag: 'access keys',
        summary: 'Delete an access key',
        params: schemas.accessKeyPath,
        responses: {
          204: { description: 'Deleted. The next request signed with it is rejected.' },
        },
        problems: [404],
      }),
      async ({ params }, reply) => {
        await accessKeys.delete(params.identityStoreId, params.accessKeyId)
        return reply.code(204).send()
      },
    )
  }
