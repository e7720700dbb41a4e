import type pg from 'pg'
import { DatabaseUnavailable } from '../identity-center/errors.ts'
import type { QueryClient } from './named-statements.ts'

/** A client whose session may end for good, and would then leave every query without an answer. */
export interface FailFastClient extends QueryClient {
  readonly isOver: () => boolean
  /** Resolves with what ended it, when something does. */
  readonly ended: Promise<unknown>
}

/** After an error of this severity PostgreSQL's process ends; inside PGlite it cannot, and is silent instead. */
const isLast = (error: unknown): boolean =>
  error instanceof Error &&
  'severity' in error &&
  ['FATAL', 'PANIC'].includes(String(error.severity))

/** Sees to it that every query is answered: once the session has ended, by a DatabaseUnavailable. */
export const failFastClient = (client: pg.ClientBase): FailFastClient => {
  let over: DatabaseUnavailable | undefined
  let tell: (cause: unknown) => void = () => {}
  const ended = new Promise<unknown>((resolve) => {
    tell = resolve
  })
  const end = (cause: unknown) => {
    over ??= new DatabaseUnavailable(cause, 'ended')
    tell(cause)
  }
  client.on('error', end) // what PGlite's own program throws, which it does not survive either
  return {
    query: async (config) => {
      if (over !== undefined) throw over
      try {
        return await client.query(config)
      } catch (error) {
        if (isLast(error)) end(error)
        throw error
      }
    },
    isOver: () => over !== undefined,
    ended,
  }
}
