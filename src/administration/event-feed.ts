import type { Events } from '../store/event-types.ts'

const pollMs = 250

/** Says when there may be new events, to however many listeners, from one look at the database a moment. */
export interface EventFeed {
  /** Changes whenever there may be something new. */
  readonly version: () => number
  /** Waits until the version is another than this one, for so long at the most, or until the signal. Says which it is. */
  readonly next: (version: number, milliseconds: number, signal: AbortSignal) => Promise<number>
}

interface Waiter {
  readonly wake: () => void
  readonly fail: (error: unknown) => void
}

/** Looks only while somebody waits. It asks the database, not this process, because other servers may share it. */
export const eventFeed = (events: Events, flush: () => Promise<void>): EventFeed => {
  const waiters = new Set<Waiter>()
  let version = 0
  let end = ''
  let isLooking = false

  const look = async () => {
    try {
      await flush()
      const found = await events.end()
      if (found !== end) {
        end = found
        version += 1
        for (const { wake } of [...waiters]) wake()
      }
    } catch (error) {
      for (const { fail } of [...waiters]) fail(error)
    }
  }
  const keepLooking = async () => {
    if (isLooking) return
    isLooking = true
    while (waiters.size > 0) {
      await look()
      await new Promise((resolve) => setTimeout(resolve, pollMs))
    }
    isLooking = false
  }

  return {
    version: () => version,
    next: (known, milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted || known !== version) return resolve(version)
        const leave = () => {
          waiters.delete(waiter)
          clearTimeout(timer)
          signal.removeEventListener('abort', wake)
        }
        const wake = () => {
          leave()
          resolve(version)
        }
        const fail = (error: unknown) => {
          leave()
          reject(error)
        }
        const waiter = { wake, fail }
        const timer = setTimeout(wake, milliseconds)
        signal.addEventListener('abort', wake)
        waiters.add(waiter)
        void keepLooking()
      }),
  }
}
