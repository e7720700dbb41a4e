import type { PostgresPool } from 'kysely'

/** The connections to the database; `waiting` counts those who want one and have none. */
export interface Connections {
  readonly busy: number
  readonly idle: number
  readonly waiting: number
}

/** A pool that says how busy it is. */
export interface CountedPool extends PostgresPool {
  readonly connections: () => Connections
}
