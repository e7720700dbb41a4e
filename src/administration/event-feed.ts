import type { Events } from '../store/event-types.ts'

const pollMs = 250

/** Notifies any number of listeners of new events, with one query per poll for all of them. */
export interface EventFeed {
  /** Increases whenever there may be new events. */
  readonly version: () => number
  /** Waits until the version differs from this one, or for the timeout or the signal. Resolves with the version. */
  readonly next: (version: number, milliseconds: number, signal: AbortSignal) => Promise<number>
}

interface Waiter {
  readonly wake: () => void
  readonly fail: (error: unknown) => void
}

/**
 * Polls the database while listeners wait, and is idle otherwise. It does not rely on events of this process, because
 * other servers may share the database. An error of a poll rejects all listeners that wait.
 */
export const eventFeed = (events: Events, flush: () => Promise<void>): EventFeed => {
  const waiters = new Set<Waiter>()
  let version = 0
  let end = ''
  let isPolling = false

  const poll = async () => {
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
  const pollWhileAwaited = async () => {
    if (isPolling) return
    isPolling = true
    while (waiters.size > 0) {
      await poll()
      await new Promise((resolve) => setTimeout(resolve, pollMs))
    }
    isPolling = false
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
        void pollWhileAwaited()
      }),
  }
}
