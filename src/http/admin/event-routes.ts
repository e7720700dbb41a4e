import type { FastifyPluginAsync } from 'fastify'
import type { Administration } from '../../administration/administration.ts'
import type { EventForm } from '../../administration/event-log.ts'
import type { EventSearch } from '../../administration/event-search.ts'
import { begun, sendFollowed, sendLines, streamSignals } from '../shared/event-stream.ts'
import { described, listSchema, refTo } from './describe.ts'
import { adminSchemas as schemas } from './schemas.ts'

/** How an answer is written: events as this product knows them, as AWS CloudTrail does, or one a line for export. */
type Format = 'json' | 'cloudtrail' | 'ndjson'

interface EventsPath {
  Params: { identityStoreId?: string }
  Querystring: EventSearch & { format?: Format; limit?: string; cursor?: string }
}
interface EventPath {
  Params: { identityStoreId?: string; requestId: string }
  Querystring: { format?: Format }
}

const formOf = (format: Format | undefined): EventForm =>
  format === 'cloudtrail' ? 'cloudtrail' : 'plain'

const exportPage = 20

/** Every event that a search finds, a page after the other as somebody takes them. */
async function* allEvents(
  { events }: Administration,
  search: EventSearch,
  from: string | undefined,
  most: number,
) {
  let left = most
  let cursor = from
  do {
    const limit = Math.min(exportPage, left)
    const place = { limit, ...(cursor !== undefined && { cursor }) }
    const page = await events.list('plain', search, place)
    yield* page.items
    left -= limit
    cursor = page.nextCursor
  } while (cursor !== undefined && left > 0)
}

const oneEvent = { anyOf: [refTo('Event'), refTo('CloudTrailEvent')] }
const listTypes = {
  'application/json': listSchema(oneEvent),
  'application/x-ndjson': { type: 'string', description: 'One event a line.' },
}
const streamTypes = { 'text/event-stream': { type: 'string' } }

/** The events of one store, or of all and of those who named none: below `/events`. */
export const eventRoutes =
  (administration: Administration): FastifyPluginAsync =>
  async (app) => {
    const { events } = administration
    const signalOf = streamSignals(app)

    for (const [prefix, path, eventPath, whose, problems] of [
      ['', {}, schemas.eventPath, 'of all stores, and of none', []],
      [
        '/identity-stores/:identityStoreId',
        { params: schemas.storePath },
        schemas.storeEventPath,
        'of an identity store',
        [404],
      ],
    ] as const) {
      const ofStore = <Search extends EventSearch>(search: Search, store: string | undefined) =>
        store === undefined ? search : { ...search, store }
      const querystring = prefix === '' ? schemas.allEvents : schemas.events

      app.get<EventsPath>(
        `${prefix}/events`,
        described({
          tag: 'events',
          summary: `Lists the events ${whose}`,
          ...path,
          querystring,
          answers: { 200: { description: 'Newest first.', types: listTypes } },
          problems,
        }),
        async ({ params, query }, reply) => {
          const { format, limit, cursor, ...rest } = query
          const search = ofStore(rest, params.identityStoreId)
          if (format === 'ndjson') {
            const most = limit === undefined ? Number.POSITIVE_INFINITY : Number(limit)
            return sendLines(reply, await begun(allEvents(administration, search, cursor, most)))
          }
          return events.list(formOf(format), search, {
            ...(limit !== undefined && { limit: Number(limit) }),
            ...(cursor !== undefined && { cursor }),
          })
        },
      )

      app.get<EventsPath>(
        `${prefix}/events/stream`,
        {
          config: { lasting: true },
          ...described({
            tag: 'events',
            summary: `Sends the events ${whose} as they come`,
            ...path,
            querystring,
            answers: { 200: { description: 'Server-sent events.', types: streamTypes } },
            problems,
          }),
        },
        async ({ params, query, headers }, reply) => {
          const { format, limit: _limit, cursor, ...rest } = query
          const search = ofStore(rest, params.identityStoreId)
          // A browser cannot set the header at first; where it resumes by itself, the header is the newer one.
          const last = headers['last-event-id']
          const after = typeof last === 'string' && last !== '' ? last : cursor
          const place = { signal: signalOf(reply), ...(after !== undefined && { after }) }
          const followed = await begun(events.follow(formOf(format), search, place))
          return sendFollowed(reply, followed)
        },
      )

      app.get<EventPath>(
        `${prefix}/events/:requestId`,
        described({
          tag: 'events',
          summary: `Shows one of the events ${whose}`,
          params: eventPath,
          querystring: schemas.event,
          answers: { 200: { description: 'The event.', schema: oneEvent } },
          problems: [404],
        }),
        ({ params, query }) =>
          events.get(formOf(query.format), params.requestId, params.identityStoreId),
      )
    }
  }
