import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { renderToString } from 'preact-render-to-string'
import type { Administration } from '../../../administration/administration.ts'
import type { ConsoleAccess } from '../../../administration/console-access.ts'
import type { FollowedEvent } from '../../../administration/event-log.ts'
import type { EventSearch } from '../../../administration/event-search.ts'
import type { EventView } from '../../../events/event-view.ts'
import { begun, sendFollowed, streamSignals } from '../../shared/event-stream.ts'
import { EventRow } from './event-row.tsx'
import { searchedEvents } from './searched.ts'

/** Events as rows of the table that is looked at, for as long as the session is open. */
async function* rows(
  followed: AsyncIterable<FollowedEvent<EventView>>,
  path: string,
  isOpen: () => Promise<boolean>,
): AsyncIterable<FollowedEvent<string>> {
  for await (const { position, event } of followed) {
    if (!(await isOpen())) return
    yield event === undefined
      ? { position }
      : { position, event: renderToString(<EventRow event={event} path={path} />) }
  }
}

/** What comes while a list of events is looked at, as server-sent events. */
export const eventStreamRoutes =
  ({
    administration: { events },
    access,
  }: {
    readonly administration: Pick<Administration, 'events'>
    readonly access: ConsoleAccess
  }): FastifyPluginAsync =>
  async (app) => {
    const signalOf = streamSignals(app)

    const send = async (
      { url, headers, session }: FastifyRequest,
      reply: FastifyReply,
      path: string,
      store?: string,
    ) => {
      const { searchParams } = new URL(url, 'http://console')
      const bounds: EventSearch = store === undefined ? {} : { store }
      const search = { ...searchedEvents(searchParams, store !== undefined), ...bounds }
      // Where a browser resumes by itself, it says how far it has come.
      const last = headers['last-event-id']
      const after = typeof last === 'string' && last !== '' ? last : searchParams.get('after')
      const place = { signal: signalOf(reply), ...(after !== null && { after }) }
      const followed = await begun(events.follow('plain', search, place))
      return sendFollowed(
        reply,
        rows(followed, path, () => access.isOpen(session)),
      )
    }

    app.get('/events/stream', (request, reply) => send(request, reply, '/events'))
    app.get<{ Params: { identityStoreId: string } }>(
      '/stores/:identityStoreId/events/stream',
      (request, reply) => {
        const { identityStoreId } = request.params
        return send(request, reply, `/stores/${identityStoreId}/events`, identityStoreId)
      },
    )
  }
