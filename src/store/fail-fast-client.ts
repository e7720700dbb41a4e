import type pg from 'pg'
import { DatabaseUnavailable } from '../identity-center/errors.ts'
import type { QueryClient } from './named-statements.ts'

/*
 * A PGlite client that rejects queries once the session has failed. PGlite itself would hang.
 *
 * The session is open, or it has ended. It ends with an error of severity FATAL or PANIC, after which a PostgreSQL
 * process exits (PGlite only falls silent), or with an error that PGlite's program throws outside of a query. From then
 * on every query rejects with DatabaseUnavailable. There is no way back: the program has to be restarted.
 */

/** See above. */
export interface FailFastClient extends QueryClient {
  readonly hasEnded: () => boolean
  /** Resolves with the error that ended the session. */
  readonly ended: Promise<unknown>
}

const isFatal = (error: unknown): boolean =>
  error instanceof Error &&
  'severity' in error &&
  ['FATAL', 'PANIC'].includes(String(error.severity))

/** Wraps a client of PGlite. */
export const failFastClient = (client: pg.ClientBase): FailFastClient => {
  let failure: DatabaseUnavailable | undefined
  let resolveEnded: (cause: unknown) => void = () => {}
  const ended = new Promise<unknown>((resolve) => {
    resolveEnded = resolve
  })
  const end = (cause: unknown) => {
    failure ??= new DatabaseUnavailable(cause, 'ended')
    resolveEnded(cause)
  }
  client.on('error', end) // thrown outside of a query
  return {
    query: async (config) => {
      if (failure !== undefined) throw failure
      try {
        return await client.query(config)
      } catch (error) {
        if (isFatal(error)) end(error)
        throw error
      }
    },
    hasEnded: () => failure !== undefined,
    ended,
  }
}
