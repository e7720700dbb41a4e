import { type CloudTrailEvent, cloudTrailEvent } from '../events/cloud-trail.ts'
import { type EventView, eventView } from '../events/event-view.ts'
import type { Dependencies } from '../operations/operation.ts'
import type { EventQuery, StoredEvent } from '../store/event-types.ts'
import { eventFeed } from './event-feed.ts'
import { type EventSearch, parseEventSearch } from './event-search.ts'
import { AdministrationError } from './shared/administration-error.ts'
import { requireStore } from './stores/identity-stores.ts'

/** The forms in which an event can be given. */
export interface EventForms {
  readonly plain: EventView
  readonly cloudtrail: CloudTrailEvent
}
export type EventForm = keyof EventForms

const formers: { readonly [Form in EventForm]: (stored: StoredEvent) => EventForms[Form] } = {
  plain: eventView,
  cloudtrail: cloudTrailEvent,
}

export interface EventPage<Item> {
  /** Newest first. */
  readonly items: readonly Item[]
  /** None on the last page. */
  readonly nextCursor?: string
}

/** One event of a stream, or none: then it only says how far the stream has come, and that it lives. */
export interface FollowedEvent<Item> {
  /** Where to go on from. */
  readonly position: string
  readonly event?: Item
}

/** Where a page or a stream begins, and how much is wanted. */
export interface EventPlace {
  readonly cursor?: string
  readonly limit?: number
}
export interface FollowPlace {
  /** From after this position; without it, from now on. */
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
  /** Ends with the signal. */
  readonly follow: <Form extends EventForm>(
    form: Form,
    search: EventSearch,
    place: FollowPlace,
  ) => AsyncIterable<FollowedEvent<EventForms[Form]>>
  /** The event as it is stored. */
  readonly find: (requestId: string, store?: string) => Promise<StoredEvent>
}

/** How many events a page has, and how many at the most: each may carry two bodies. */
const limitDefault = 50
const limitMax = 200
const followLimit = 50
const heartbeatMs = 15_000

/** Events as the private listener and the commands give them. `flush` makes those that wait in this process visible. */
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
      'No event has that request id: it is the x-amzn-RequestId of the answer, and only the newest events are kept.',
    )
  }

  return {
    find,
    get: async (form, requestId, store) => formers[form](await find(requestId, store)),

    list: async (form, search, { cursor, limit = limitDefault } = {}) => {
      if (!Number.isInteger(limit) || limit < 1 || limit > limitMax) {
        throw new AdministrationError('invalid', `limit is a number from 1 to ${limitMax}.`)
      }
      const query = await queryOf(search)
      const before = cursor === undefined ? {} : { before: cursor }
      const stored = await events.list(query, { ...before, limit: limit + 1 })
      const shown = stored.slice(0, limit)
      const nextCursor = stored.length > limit ? shown.at(-1)?.position : undefined
      return {
        items: shown.map(formers[form]),
        ...(nextCursor !== undefined && { nextCursor }),
      }
    },

    async *follow(form, search, { after, signal }) {
      const query = await queryOf(search)
      let position = after ?? (await events.end())
      yield { position } // at once: whoever listens now knows from where on nothing is missed
      let version = feed.version()
      while (!signal.aborted) {
        // Asked for before the events are: whatever lies up to it and matches has then been given.
        const end = await events.end()
        const stored = await events.follow(query, { after: position, limit: followLimit })
        for (const each of stored) {
          position = each.position
          yield { position, event: formers[form](each) }
        }
        if (stored.length > 0) continue

        position = end // so that events which do not match are not looked through again
        const next = await feed.next(version, heartbeatMs, signal)
        if (next === version) yield { position }
        version = next
      }
    },
  }
}
