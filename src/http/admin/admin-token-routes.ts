import type { FastifyPluginAsync } from 'fastify'
import type { Administration } from '../../administration/administration.ts'
import { bodyOrNothing } from './body-or-nothing.ts'
import { described, refTo } from './describe.ts'
import { adminSchemas as schemas } from './schemas.ts'

/** The secret of the private listener over HTTP. */
export const adminTokenRoutes =
  (administration: Administration): FastifyPluginAsync =>
  async (app) => {
    app.post(
      '/admin-token/rotate',
      {
        ...described({
          tag: 'server',
          summary: 'Puts a new admin token in the place of the one that holds',
          description:
            'The old one is refused at once by every server of the database, and everybody is signed out of the console.',
          body: schemas.nothing,
          bodyOptional: true,
          answers: {
            201: { description: 'The new one, this once.', schema: refTo('NewAdminToken') },
          },
          problems: [409],
        }),
        preValidation: bodyOrNothing,
      },
      async (_request, reply) =>
        reply
          .code(201)
          .header('cache-control', 'no-store')
          .send({ adminToken: await administration.rotateAdminToken() }),
    )
  }
