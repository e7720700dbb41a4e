import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { renderToString } from 'preact-render-to-string'
import type { Administration } from '../../../administration/administration.ts'
import type { ConsoleAccess } from '../../../administration/console-access.ts'
import type { FollowedEvent } from '../../../administration/event-log.ts'
import type { EventSearch } from '../../../administration/event-search.ts'
import type { EventView } from '../../../events/event-view.ts'
import { awaitFirst, createStreamSignals, sendEventStream } from '../../shared/event-stream.ts'
import { parseEventSearch } from './event-filters.ts'
import { EventRow } from './event-row.tsx'

/** Renders events as table rows, until the session ends. The session is checked for each event. */
async function* renderRows(
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

/** Streams the rows of new events to an open list, as server-sent events. */
export const eventStreamRoutes =
  ({
    administration: { events },
    access,
  }: {
    readonly administration: Pick<Administration, 'events'>
    readonly access: ConsoleAccess
  }): FastifyPluginAsync =>
  async (app) => {
    const createSignal = createStreamSignals(app)

    const send = async (
      { url, headers, session }: FastifyRequest,
      reply: FastifyReply,
      path: string,
      store?: string,
    ) => {
      const { searchParams } = new URL(url, 'http://console')
      const scope: EventSearch = store === undefined ? {} : { store }
      const search = { ...parseEventSearch(searchParams, store !== undefined), ...scope }
      // A browser that reconnects sends the position of the last message.
      const last = headers['last-event-id']
      const after = typeof last === 'string' && last !== '' ? last : searchParams.get('after')
      const options = { signal: createSignal(reply), ...(after !== null && { after }) }
      const followed = await awaitFirst(events.follow('plain', search, options))
      return sendEventStream(
        reply,
        renderRows(followed, path, () => access.isOpen(session)),
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
