import { DatabaseUnavailable } from '../identity-center/errors.ts'
import { eventSettingsOf, unauthenticatedEvents } from '../identity-center/event-settings.ts'
import type { EventRow, Events } from '../store/event-types.ts'
import type { IdentityStores } from '../store/store.ts'

/** Keeps events without getting into a request's way. */
export interface Recorder {
  /**
   * Keeps the event of a read soon, with those of others in one statement. Never fails; may drop when the database is
   * away. Where events come faster than the database takes them, what is returned ends when there is room again.
   */
  readonly read: (row: EventRow) => Promise<void> | undefined
  /** Keeps an event at once; rejects when it cannot, which the caller has to survive. */
  readonly write: (row: EventRow) => Promise<void>
  /** Keeps whatever still waits, as far as the database is there. Never rejects. */
  readonly flush: () => Promise<void>
  /** Deletes what no store's settings want kept any longer. Never rejects. */
  readonly clean: () => Promise<void>
  /** How many events wait now, and how many were never kept since the start. */
  readonly backlog: () => { readonly waiting: number; readonly dropped: number }
  /** Flushes, and waits for nothing any more. */
  readonly close: () => Promise<void>
}

export interface RecorderOptions {
  readonly store: {
    readonly events: Pick<Events, 'insert' | 'clean'>
    readonly identityStores: Pick<IdentityStores, 'list'>
  }
  readonly now: () => Date
  /** Told of everything that goes wrong, and how many events have been dropped since the start. */
  readonly onFault: (error: unknown, dropped: number) => void
}

const batchRows = 100
const batchBytes = 1_048_576
const rowsAtOnceMax = 500
const bytesAtOnceMax = 4 * batchBytes
/** So many wait only where they come faster than they can be kept. */
const crowd = 1_000
const crowdBytes = 2 * bytesAtOnceMax
const batchMs = 250
const retryMs = 2_000
/** Strangers may come fast; nobody waits for the next cleaning to stop them from filling the disk. */
const unauthenticatedBetweenCleans = 500
/** What may wait while the database is away: whichever is reached first. */
const waitingMax = 2_000
const waitingBytesMax = 32 * 1_048_576

const dayMs = 86_400_000

const weightOf = ({ requestBody, responseBody }: EventRow): number =>
  (requestBody?.length ?? 0) + (responseBody?.length ?? 0)

/** A recorder with nothing waiting. */
export const recorder = ({ store, now, onFault }: RecorderOptions): Recorder => {
  let waiting: EventRow[] = []
  let waitingBytes = 0
  let dropped = 0
  let timer: NodeJS.Timeout | undefined
  let flushing: Promise<void> | undefined
  let away = false
  let unauthenticated = 0
  let closed = false
  let cleaning: Promise<void> | undefined

  const enqueue = (row: EventRow) => {
    waiting.push(row)
    waitingBytes += weightOf(row)
    const before = dropped
    while (waiting.length > waitingMax || waitingBytes > waitingBytesMax) {
      const oldest = waiting.shift()
      waitingBytes -= oldest === undefined ? 0 : weightOf(oldest)
      dropped++
    }
    // Said once for many: a database that is away for long must not fill the log as well.
    if (dropped > before && (before === 0 || dropped % waitingMax === 0)) {
      onFault(new Error('events of reads were dropped: too many wait for the database'), dropped)
    }
  }

  /** As many as go into one statement; one at least, however long its bodies are. */
  const take = (): readonly EventRow[] => {
    let count = 0
    let bytes = 0
    for (const row of waiting) {
      if (count === rowsAtOnceMax || (count > 0 && bytes + weightOf(row) > bytesAtOnceMax)) break
      count += 1
      bytes += weightOf(row)
    }
    const rows = waiting.slice(0, count)
    waiting = waiting.slice(count)
    waitingBytes -= bytes
    return rows
  }

  const putBack = (rows: readonly EventRow[]) => {
    const later = waiting
    waiting = []
    waitingBytes = 0
    for (const row of [...rows, ...later]) enqueue(row)
  }

  /** One row that the database refuses must not keep ninety-nine others from being kept. */
  const insertOneByOne = async (rows: readonly EventRow[]) => {
    for (const row of rows) {
      await store.events.insert([row]).catch((error: unknown) => {
        dropped++
        onFault(error, dropped)
      })
    }
  }

  const drain = async () => {
    while (waiting.length > 0) {
      const rows = take()
      try {
        await store.events.insert(rows)
        away = false
      } catch (error) {
        if (error instanceof DatabaseUnavailable) {
          away = true
          putBack(rows)
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
    // Whoever comes while rows are on their way waits for them, then for those that came since.
    await flushing
    flushing ??= drain().finally(() => {
      flushing = undefined
    })
    await flushing
    if (waiting.length > 0) schedule()
  }

  const schedule = () => {
    if (timer !== undefined || closed) return
    timer = setTimeout(() => void flush(), away ? retryMs : batchMs)
    timer.unref() // closing flushes; a timer need not keep a process alive
  }

  const cleanStore = async (identityStoreId: string | null, days: number, count: number) => {
    const before = new Date(now().getTime() - days * dayMs)
    await store.events.clean(identityStoreId, { before, count })
  }

  const cleanStrangers = () =>
    cleanStore(null, unauthenticatedEvents.days, unauthenticatedEvents.count)

  const clean = async () => {
    try {
      for (const { id, settings } of await store.identityStores.list()) {
        const { days, count } = eventSettingsOf(settings)
        await cleanStore(id, days, count)
      }
      await cleanStrangers()
    } catch (error) {
      onFault(error, dropped)
    }
  }

  return {
    read: (row) => {
      enqueue(row)
      const isBatch = waiting.length >= batchRows || waitingBytes >= batchBytes
      if (isBatch && flushing === undefined && !away) void flush()
      else schedule()
      const isCrowd = waiting.length >= crowd || waitingBytes >= crowdBytes
      return isCrowd && !away ? flushing : undefined
    },
    write: async (row) => {
      await store.events.insert([row])
      if (row.identityStoreId !== null) return
      unauthenticated += 1
      if (unauthenticated % unauthenticatedBetweenCleans === 0) await cleanStrangers()
    },
    flush,
    clean: () => {
      cleaning = clean()
      return cleaning
    },
    backlog: () => ({ waiting: waiting.length, dropped }),
    close: async () => {
      closed = true
      await flush()
      await cleaning // what a start begins may still be under way when the server is stopped
    },
  }
}
