import { DatabaseUnavailable } from '../identity-center/errors.ts'
import { eventSettingsOf, unauthenticatedEvents } from '../identity-center/event-settings.ts'
import type { EventRow, Events } from '../store/event-types.ts'
import type { IdentityStores } from '../store/store.ts'

/**
 * Writes the events of requests that change nothing: reads in batches, refusals one by one. (A change commits its event
 * itself, in its own statement.)
 */
export interface Recorder {
  /**
   * Queues the event of a read. Never fails; drops the oldest events where the queue is full. Where the queue grows
   * faster than the database takes it, returns a promise that the caller should await before its next event.
   */
  readonly read: (row: EventRow) => Promise<void> | undefined
  /** Writes one event now; rejects when the database does, which must not fail the caller's request. */
  readonly write: (row: EventRow) => Promise<void>
  /** Writes the queue, unless the database is unavailable. Never rejects. */
  readonly flush: () => Promise<void>
  /** Deletes the events beyond the days and counts in each store's settings. Never rejects. */
  readonly clean: () => Promise<void>
  /** How many events are queued now, and how many were dropped since the start. */
  readonly backlog: () => { readonly waiting: number; readonly dropped: number }
  /** Flushes once, waits for a cleaning that is still running, and sets no more timers. */
  readonly close: () => Promise<void>
}

export interface RecorderOptions {
  readonly store: {
    readonly events: Pick<Events, 'insert' | 'clean'>
    readonly identityStores: Pick<IdentityStores, 'list'>
  }
  readonly now: () => Date
  /** Called with every error, and with the number of events that were dropped since the start. */
  readonly onFault: (error: unknown, dropped: number) => void
}

/** A queue of this size is flushed without waiting for the timer. */
const batchRowsMin = 100
const batchBytesMin = 1_048_576
/** What one statement inserts at most. */
const statementRowsMax = 500
const statementBytesMax = 4 * batchBytesMin
/** From this queue size on, events arrive faster than the database takes them: `read` asks its callers to wait. */
const backpressureRows = 1_000
const backpressureBytes = 2 * statementBytesMax
/** How long an event waits for others. */
const batchMs = 250
/** How long the queue waits after the database was unavailable. */
const retryMs = 2_000
/** Unauthenticated clients could fill the disk before the next cleaning: their events are cleaned after this many, too. */
const unauthenticatedPerCleaning = 500
/** The queue drops its oldest events beyond either of these. */
const queueRowsMax = 2_000
const queueBytesMax = 32 * 1_048_576

const dayMs = 86_400_000

const bodyBytesOf = ({ requestBody, responseBody }: EventRow): number =>
  (requestBody?.length ?? 0) + (responseBody?.length ?? 0)

/**
 * A recorder with an empty queue. Its states:
 *
 * - **idle**: the queue is empty, no timer runs.
 * - **collecting**: events are queued; a timer of 250 ms runs. 100 events or 1 MiB of bodies flush at once.
 * - **flushing**: one statement at a time inserts up to 500 events or 4 MiB, until the queue is empty. Events that
 *   arrive meanwhile join the queue. From 1,000 events or 8 MiB on, `read` returns the promise of this flush.
 * - **unavailable**: an insert failed with `DatabaseUnavailable`. Its events go back to the head of the queue, and the
 *   timer retries after 2 s. No caller is asked to wait. Beyond 2,000 events or 32 MiB the oldest are dropped.
 *
 * The trade-off: a read is answered before its event is stored. A crash loses the events of the last 250 ms, an outage
 * the oldest ones; both only of reads. Any other error of an insert is that of one event: the batch is inserted again
 * event by event, and only those that fail are dropped.
 */
export const recorder = ({ store, now, onFault }: RecorderOptions): Recorder => {
  let queue: EventRow[] = []
  let queueBytes = 0
  let dropped = 0
  let timer: NodeJS.Timeout | undefined
  let flushing: Promise<void> | undefined
  let isUnavailable = false
  let unauthenticated = 0
  let isClosed = false
  let cleaning: Promise<void> | undefined

  const enqueue = (row: EventRow) => {
    queue.push(row)
    queueBytes += bodyBytesOf(row)
    const before = dropped
    while (queue.length > queueRowsMax || queueBytes > queueBytesMax) {
      const oldest = queue.shift()
      queueBytes -= oldest === undefined ? 0 : bodyBytesOf(oldest)
      dropped++
    }
    // Reported for the first and then for every 2,000th: a long outage must not fill the log as well.
    if (dropped > before && (before === 0 || dropped % queueRowsMax === 0)) {
      onFault(new Error('events of reads were dropped: too many wait for the database'), dropped)
    }
  }

  /** Takes from the queue what one statement inserts: at least one event, however long its bodies are. */
  const takeBatch = (): readonly EventRow[] => {
    let count = 0
    let bytes = 0
    for (const row of queue) {
      if (count === statementRowsMax || (count > 0 && bytes + bodyBytesOf(row) > statementBytesMax))
        break
      count += 1
      bytes += bodyBytesOf(row)
    }
    const rows = queue.slice(0, count)
    queue = queue.slice(count)
    queueBytes -= bytes
    return rows
  }

  const requeue = (rows: readonly EventRow[]) => {
    const later = queue
    queue = []
    queueBytes = 0
    for (const row of [...rows, ...later]) enqueue(row)
  }

  /** For a batch that failed: an event that the database rejects must not cost the others. */
  const insertOneByOne = async (rows: readonly EventRow[]) => {
    for (const row of rows) {
      await store.events.insert([row]).catch((error: unknown) => {
        dropped++
        onFault(error, dropped)
      })
    }
  }

  const drain = async () => {
    while (queue.length > 0) {
      const rows = takeBatch()
      try {
        await store.events.insert(rows)
        isUnavailable = false
      } catch (error) {
        if (error instanceof DatabaseUnavailable) {
          isUnavailable = true
          requeue(rows)
          onFault(error, dropped)
          return
        }
        await insertOneByOne(rows)
      }
    }
  }

  const flush = async (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    // A call during a flush waits for that one, then for the events that were queued since.
    await flushing
    flushing ??= drain().finally(() => {
      flushing = undefined
    })
    await flushing
    if (queue.length > 0) schedule()
  }

  const schedule = () => {
    if (timer !== undefined || isClosed) return
    timer = setTimeout(() => void flush(), isUnavailable ? retryMs : batchMs)
    timer.unref() // `close` flushes: the timer need not keep the process alive
  }

  const cleanStore = async (identityStoreId: string | null, days: number, count: number) => {
    const before = new Date(now().getTime() - days * dayMs)
    await store.events.clean(identityStoreId, { before, count })
  }

  const cleanUnauthenticated = () =>
    cleanStore(null, unauthenticatedEvents.days, unauthenticatedEvents.count)

  const clean = async () => {
    try {
      for (const { id, settings } of await store.identityStores.list()) {
        const { days, count } = eventSettingsOf(settings)
        await cleanStore(id, days, count)
      }
      await cleanUnauthenticated()
    } catch (error) {
      onFault(error, dropped)
    }
  }

  return {
    read: (row) => {
      enqueue(row)
      const isBatch = queue.length >= batchRowsMin || queueBytes >= batchBytesMin
      if (isBatch && flushing === undefined && !isUnavailable) void flush()
      else schedule()
      const isBacklogged = queue.length >= backpressureRows || queueBytes >= backpressureBytes
      return isBacklogged && !isUnavailable ? flushing : undefined
    },
    write: async (row) => {
      await store.events.insert([row])
      if (row.identityStoreId !== null) return
      unauthenticated += 1
      if (unauthenticated % unauthenticatedPerCleaning === 0) await cleanUnauthenticated()
    },
    flush,
    clean: () => {
      cleaning = clean()
      return cleaning
    },
    backlog: () => ({ waiting: queue.length, dropped }),
    close: async () => {
      isClosed = true
      await flush()
      await cleaning // the one that a start begins may still be running
    },
  }
}
