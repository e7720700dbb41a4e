import type { FastifyPluginAsync } from 'fastify'
import type { Administration } from '../../administration/administration.ts'
import type { EventForm } from '../../administration/event-log.ts'
import type { EventSearch } from '../../administration/event-search.ts'
import {
  awaitFirst,
  createStreamSignals,
  sendEventStream,
  sendLines,
} from '../shared/event-stream.ts'
import { describeRoute, listSchema, refTo } from './describe.ts'
import { adminSchemas as schemas } from './schemas.ts'

/** The form of events in a response: this product's JSON, AWS CloudTrail's, or one JSON object per line for export. */
type Format = 'json' | 'cloudtrail' | 'ndjson'

interface EventsPath {
  Params: { identityStoreId?: string }
  Querystring: EventSearch & { format?: Format; limit?: string; cursor?: string }
}
interface EventPath {
  Params: { identityStoreId?: string; requestId: string }
  Querystring: { format?: Format }
}

const eventForm = (format: Format | undefined): EventForm =>
  format === 'cloudtrail' ? 'cloudtrail' : 'plain'

const exportPageSize = 20

/** Reads the events of a search page by page, as fast as the client reads the response. */
async function* readEvents(
  { events }: Administration,
  search: EventSearch,
  from: string | undefined,
  eventsMax: number,
) {
  let left = eventsMax
  let cursor = from
  do {
    const limit = Math.min(exportPageSize, left)
    const options = { limit, ...(cursor !== undefined && { cursor }) }
    const page = await events.list('plain', search, options)
    yield* page.items
    left -= limit
    cursor = page.nextCursor
  } while (cursor !== undefined && left > 0)
}

const oneEvent = { anyOf: [refTo('Event'), refTo('CloudTrailEvent')] }
const listTypes = {
  'application/json': listSchema(oneEvent),
  'application/x-ndjson': { type: 'string', description: 'One event per line.' },
}
const streamTypes = { 'text/event-stream': { type: 'string' } }

/** The routes of events: those of one store, or of all stores and of requests that led to no store. */
export const eventRoutes =
  (administration: Administration): FastifyPluginAsync =>
  async (app) => {
    const { events } = administration
    const createSignal = createStreamSignals(app)

    for (const [prefix, path, eventPath, scope, problems] of [
      ['', {}, schemas.eventPath, 'of all identity stores and of unauthenticated clients', []],
      [
        '/identity-stores/:identityStoreId',
        { params: schemas.storePath },
        schemas.storeEventPath,
        'of an identity store',
        [404],
      ],
    ] as const) {
      const withStore = <Search extends EventSearch>(search: Search, store: string | undefined) =>
        store === undefined ? search : { ...search, store }
      const querystring = prefix === '' ? schemas.allEvents : schemas.events

      app.get<EventsPath>(
        `${prefix}/events`,
        describeRoute({
          tag: 'events',
          summary: `List the events ${scope}`,
          ...path,
          querystring,
          responses: { 200: { description: 'Newest first.', types: listTypes } },
          problems,
        }),
        async ({ params, query }, reply) => {
          const { format, limit, cursor, ...rest } = query
          const search = withStore(rest, params.identityStoreId)
          if (format === 'ndjson') {
            const eventsMax = limit === undefined ? Number.POSITIVE_INFINITY : Number(limit)
            const exported = readEvents(administration, search, cursor, eventsMax)
            return sendLines(reply, await awaitFirst(exported))
          }
          return events.list(eventForm(format), search, {
            ...(limit !== undefined && { limit: Number(limit) }),
            ...(cursor !== undefined && { cursor }),
          })
        },
      )

      app.get<EventsPath>(
        `${prefix}/events/stream`,
        {
          config: { isStream: true },
          ...describeRoute({
            tag: 'events',
            summary: `Stream the events ${scope} as they happen`,
            ...path,
            querystring,
            responses: { 200: { description: 'Server-sent events.', types: streamTypes } },
            problems,
          }),
        },
        async ({ params, query, headers }, reply) => {
          const { format, limit: _limit, cursor, ...rest } = query
          const search = withStore(rest, params.identityStoreId)
          // The cursor is for the first request, in which a browser cannot set the header. When a browser reconnects,
          // it
          // sends the header, which is newer.
          const last = headers['last-event-id']
          const after = typeof last === 'string' && last !== '' ? last : cursor
          const options = { signal: createSignal(reply), ...(after !== undefined && { after }) }
          const followed = await awaitFirst(events.follow(eventForm(format), search, options))
          return sendEventStream(reply, followed)
        },
      )

      app.get<EventPath>(
        `${prefix}/events/:requestId`,
        describeRoute({
          tag: 'events',
          summary: `Show one of the events ${scope}`,
          params: eventPath,
          querystring: schemas.event,
          responses: { 200: { description: 'The event.', schema: oneEvent } },
          problems: [404],
        }),
        ({ params, query }) =>
          events.get(eventForm(query.format), params.requestId, params.identityStoreId),
      )
    }
  }
