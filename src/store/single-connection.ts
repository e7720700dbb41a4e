import type { PostgresPoolClient } from 'kysely'
import type pg from 'pg'
import type { Connections } from './connections.ts'
import { namedStatements, type QueryClient } from './named-statements.ts'

/** One connection, lent to one borrower after the other in the order in which they asked. */
export interface SingleConnection {
  readonly connect: () => Promise<PostgresPoolClient>
  readonly isIdle: () => boolean
  readonly connections: () => Connections
}

/** PGlite has one session: whoever came in while a transaction is open would be part of it. */
export const singleConnection = (
  client: QueryClient,
  onResult: (result: pg.QueryResult) => void,
): SingleConnection => {
  const waiting: (() => void)[] = []
  let lent = false

  const release = () => {
    const next = waiting.shift()
    if (next === undefined) lent = false
    else next()
  }
  const connection = namedStatements(client, release, onResult)

  return {
    connect: async () => {
      if (lent) await new Promise<void>((resolve) => waiting.push(resolve))
      lent = true
      return connection
    },
    isIdle: () => !lent,
    connections: () => ({ busy: lent ? 1 : 0, idle: lent ? 0 : 1, waiting: waiting.length }),
  }
}
