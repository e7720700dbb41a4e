import type { PostgresPool } from 'kysely'

/** The connections to the database. `waiting`: calls that wait for one. */
export interface Connections {
  readonly busy: number
  readonly idle: number
  readonly waiting: number
}

/** A connection pool that counts its connections. */
export interface CountedPool extends PostgresPool {
  readonly connections: () => Connections
}
