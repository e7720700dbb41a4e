import type { PostgresPoolClient } from 'kysely'
import pg from 'pg'
import { analysis, autoAnalyze, committedRows } from './auto-analyze.ts'
import type { CountedPool } from './connections.ts'
import { meaningOfRefusal } from './constraints.ts'
import { typeParsers } from './database.ts'
import { namedStatements } from './named-statements.ts'

const connectMs = 5_000

/** A pool of connections to a PostgreSQL server. `queryMilliseconds` 0: a query may take as long as it likes. */
export const postgresql = (
  databaseUrl: string,
  { max, queryMilliseconds: queryMs }: { max: number; queryMilliseconds: number },
): CountedPool => {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max,
    connectionTimeoutMillis: connectMs,
    query_timeout: queryMs,
    keepAlive: true,
    application_name: 'identity-center-scim',
    types: typeParsers,
  })
  // A connection that dies tells whoever queries it next; without listeners Node would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))

  const wrote = autoAnalyze(() => pool.query(analysis))
  const facades = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  const facade = (client: pg.PoolClient): PostgresPoolClient => {
    const known = facades.get(client)
    if (known !== undefined) return known
    const made = namedStatements(client, (broken) => client.release(broken), committedRows(wrote))
    facades.set(client, made)
    return made
  }

  return {
    connect: async () => {
      try {
        return facade(await pool.connect())
      } catch (error) {
        throw meaningOfRefusal(error)
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
