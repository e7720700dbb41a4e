import type { FastifyPluginAsync } from 'fastify'
import type { Administration } from '../../administration/administration.ts'
import type { ClockChange } from '../../administration/clock.ts'
import { describeRoute, refTo } from './describe.ts'
import { adminSchemas as schemas } from './schemas.ts'

/** The routes of this server's clock. */
export const clockRoutes =
  ({ clock }: Administration): FastifyPluginAsync =>
  async (app) => {
    const responses = {
      200: { description: 'The current state of the clock.', schema: refTo('Clock') },
    }

    app.get(
      '/clock',
      describeRoute({ tag: 'server', summary: "Show the server's clock", responses }),
      () => clock.show(),
    )

    app.put<{ Body: ClockChange }>(
      '/clock',
      describeRoute({
        tag: 'server',
        summary: "Freeze, move or release the server's clock",
        description:
          'Requires a server started with --allow-clock. The clock determines token expiry, reminders, event times and throttling. Other servers that use the same database have their own clock.',
        body: schemas.clock,
        responses,
        problems: [403],
      }),
      ({ body }) => clock.set(body),
    )
  }
