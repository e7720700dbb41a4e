import { type CloudTrailEvent, cloudTrailEvent } from '../events/cloud-trail.ts'
import { type EventView, eventView } from '../events/event-view.ts'
import type { Dependencies } from '../operations/operation.ts'
import type { EventQuery, StoredEvent } from '../store/event-types.ts'
import { eventFeed } from './event-feed.ts'
import { type EventSearch, parseEventSearch } from './event-search.ts'
import { AdministrationError } from './shared/administration-error.ts'
import { requireStore } from './stores/identity-stores.ts'

/** The representations of an event. */
export interface EventForms {
  readonly plain: EventView
  readonly cloudtrail: CloudTrailEvent
}
export type EventForm = keyof EventForms

const converters: { readonly [Form in EventForm]: (stored: StoredEvent) => EventForms[Form] } = {
  plain: eventView,
  cloudtrail: cloudTrailEvent,
}

export interface EventPage<Item> {
  /** Newest first. */
  readonly items: readonly Item[]
  /** Absent on the last page. */
  readonly nextCursor?: string
}

/** An event of a stream, or a heartbeat without an event, which reports the position. */
export interface FollowedEvent<Item> {
  /** Resume after this position. */
  readonly position: string
  readonly event?: Item
}

/** Start and length of a page. */
export interface EventPlace {
  readonly cursor?: string
  readonly limit?: number
}
export interface FollowPlace {
  /** Start after this position; without it, with the next event. */
  readonly after?: string
  readonly signal: AbortSignal
}

/** The events of all stores. */
export interface EventLog {
  readonly list: <Form extends EventForm>(
    form: Form,
    search: EventSearch,
    place?: EventPlace,
  ) => Promise<EventPage<EventForms[Form]>>
  readonly get: <Form extends EventForm>(
    form: Form,
    requestId: string,
    store?: string,
  ) => Promise<EventForms[Form]>
  /** Ends when the signal is aborted. */
  readonly follow: <Form extends EventForm>(
    form: Form,
    search: EventSearch,
    place: FollowPlace,
  ) => AsyncIterable<FollowedEvent<EventForms[Form]>>
  /** The stored event. */
  readonly find: (requestId: string, store?: string) => Promise<StoredEvent>
}

/** Events of a page: each can have two bodies. */
const limitDefault = 50
const limitMax = 200
const followLimit = 50
const heartbeatMs = 15_000

/** The events for the admin API and the commands. `flush` writes events that this process still buffers. */
export const eventLog = (dependencies: Dependencies, flush: () => Promise<void>): EventLog => {
  const { events } = dependencies.store
  const feed = eventFeed(events, flush)

  const queryOf = async (search: EventSearch): Promise<EventQuery> => {
    const query = parseEventSearch(search, dependencies.now())
    if (typeof query.identityStoreId === 'string') {
      await requireStore(dependencies.store, query.identityStoreId)
    }
    await flush()
    return query
  }

  const find: EventLog['find'] = async (requestId, store) => {
    const query = await queryOf({ requestId, ...(store !== undefined && { store }) })
    const [stored] = await events.list(query, { limit: 1 })
    if (stored !== undefined) return stored
    throw new AdministrationError(
      'not-found',
      'There is no event with this request id. It is the x-amzn-RequestId of the response. Old events are deleted.',
    )
  }

  return {
    find,
    get: async (form, requestId, store) => converters[form](await find(requestId, store)),

    list: async (form, search, { cursor, limit = limitDefault } = {}) => {
      if (!Number.isInteger(limit) || limit < 1 || limit > limitMax) {
        throw new AdministrationError('invalid', `limit must be a number from 1 to ${limitMax}.`)
      }
      const query = await queryOf(search)
      const before = cursor === undefined ? {} : { before: cursor }
      const stored = await events.list(query, { ...before, limit: limit + 1 })
      const shown = stored.slice(0, limit)
      const nextCursor = stored.length > limit ? shown.at(-1)?.position : undefined
      return {
        items: shown.map(converters[form]),
        ...(nextCursor !== undefined && { nextCursor }),
      }
    },

    async *follow(form, search, { after, signal }) {
      const query = await queryOf(search)
      let position = after ?? (await events.end())
      yield { position } // at once, so that the listener knows the position from which it misses nothing
      let version = feed.version()
      while (!signal.aborted) {
        // Read before the events: all matching events up to this position have been yielded afterwards.
        const end = await events.end()
        const stored = await events.follow(query, { after: position, limit: followLimit })
        for (const each of stored) {
          position = each.position
          yield { position, event: converters[form](each) }
        }
        if (stored.length > 0) continue

        position = end // so that events that do not match are not read again
        const next = await feed.next(version, heartbeatMs, signal)
        if (next === version) yield { position }
        version = next
      }
    },
  }
}
