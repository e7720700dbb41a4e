import type { FastifyPluginAsync } from 'fastify'
import type { Administration } from '../../administration/administration.ts'
import type { ClockChange } from '../../administration/clock.ts'
import { described, refTo } from './describe.ts'
import { adminSchemas as schemas } from './schemas.ts'

/** The clock of this server over HTTP. */
export const clockRoutes =
  ({ clock }: Administration): FastifyPluginAsync =>
  async (app) => {
    const answers = { 200: { description: 'The clock as it is now.', schema: refTo('Clock') } }

    app.get(
      '/clock',
      described({ tag: 'server', summary: 'Shows the clock of this server', answers }),
      () => clock.show(),
    )

    app.put<{ Body: ClockChange }>(
      '/clock',
      described({
        tag: 'server',
        summary: 'Freezes, moves or releases the clock of this server',
        description:
          'Only where the server was started with --allow-clock. Token expiry, reminders, times of events and throttling go by it; other servers of the same database have clocks of their own.',
        body: schemas.clock,
        answers,
        problems: [403],
      }),
      ({ body }) => clock.set(body),
    )
  }
