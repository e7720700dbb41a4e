import type { FastifyPluginAsync } from 'fastify'
import type { Administration } from '../../administration/administration.ts'
import { describeRoute, refTo } from './describe.ts'
import { defaultToEmptyBody } from './optional-body.ts'
import { adminSchemas as schemas } from './schemas.ts'

/** The route that rotates the admin token. */
export const adminTokenRoutes =
  (administration: Administration): FastifyPluginAsync =>
  async (app) => {
    app.post(
      '/admin-token/rotate',
      {
        ...describeRoute({
          tag: 'server',
          summary: 'Replace the admin token',
          description:
            'Every server that uses this database rejects the old token at once. All console sessions end.',
          body: schemas.emptyBody,
          bodyOptional: true,
          responses: {
            201: {
              description: 'The new admin token, which is shown only once.',
              schema: refTo('NewAdminToken'),
            },
          },
          problems: [409],
        }),
        preValidation: defaultToEmptyBody,
      },
      async (_request, reply) =>
        reply
          .code(201)
          .header('cache-control', 'no-store')
          .send({ adminToken: await administration.rotateAdminToken() }),
    )
  }
