import type { PostgresPoolClient } from 'kysely'
import pg from 'pg'
import { analyzeText, autoAnalyze, countCommittedRows } from './auto-analyze.ts'
import type { CountedPool } from './connections.ts'
import { translateConnectError } from './constraints.ts'
import { typeParsers } from './database.ts'
import { namedStatements } from './named-statements.ts'

const connectTimeoutMs = 5_000

/** A pool of connections to a PostgreSQL server. `queryTimeoutMs` 0: no timeout. */
export const postgresql = (
  databaseUrl: string,
  { max, queryTimeoutMs }: { max: number; queryTimeoutMs: number },
): CountedPool => {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max,
    connectionTimeoutMillis: connectTimeoutMs,
    query_timeout: queryTimeoutMs,
    keepAlive: true,
    application_name: 'identity-center-scim',
    types: typeParsers,
  })
  // The next query on a lost connection reports it. Without listeners, Node would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))

  const countRows = autoAnalyze(() => pool.query(analyzeText))
  const connections = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  const wrap = (client: pg.PoolClient): PostgresPoolClient => {
    const known = connections.get(client)
    if (known !== undefined) return known
    const connection = namedStatements(
      client,
      (broken) => client.release(broken),
      countCommittedRows(countRows),
    )
    connections.set(client, connection)
    return connection
  }

  return {
    connect: async () => {
      try {
        return wrap(await pool.connect())
      } catch (error) {
        throw translateConnectError(error)
      }
    },
    end: () => pool.end(),
    connections: () => ({
      busy: pool.totalCount - pool.idleCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    }),
  }
}
