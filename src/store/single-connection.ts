import type { PostgresPoolClient } from 'kysely'
import type pg from 'pg'
import type { Connections } from './connections.ts'
import { namedStatements, type QueryClient } from './named-statements.ts'

/*
 * A pool of one connection. PGlite has one session, so a second query during a transaction would become part of it.
 *
 * The connection is idle or in use. `connect` takes it, or waits in a queue. `release` hands it to the first caller of
 * the queue, without a moment in which it is idle, so callers get it in the order in which they asked.
 *
 * Failure: a borrower that never releases blocks all others. There is no timeout, as a transaction may be long.
 */

/** A pool of one connection. */
export interface SingleConnection {
  readonly connect: () => Promise<PostgresPoolClient>
  readonly isIdle: () => boolean
  readonly connections: () => Connections
}

/** Makes a pool of one client. `onResult` receives the result of every query. */
export const singleConnection = (
  client: QueryClient,
  onResult: (result: pg.QueryResult) => void,
): SingleConnection => {
  const waiting: (() => void)[] = []
  let isInUse = false

  const release = () => {
    const next = waiting.shift()
    if (next === undefined) isInUse = false
    else next()
  }
  const connection = namedStatements(client, release, onResult)

  return {
    connect: async () => {
      if (isInUse) await new Promise<void>((resolve) => waiting.push(resolve))
      isInUse = true
      return connection
    },
    isIdle: () => !isInUse,
    connections: () => ({
      busy: isInUse ? 1 : 0,
      idle: isInUse ? 0 : 1,
      waiting: waiting.length,
    }),
  }
}
