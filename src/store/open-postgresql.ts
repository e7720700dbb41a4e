import { assembleStore, database } from './assemble-store.ts'
import type { OpenStore, StoreOptions } from './open-store-types.ts'
import { postgresql } from './postgresql.ts'
import { reachDatabase } from './reach-database.ts'
import { isSetUp, setUp } from './set-up.ts'

const connectionsMax = 10
/** Longer than any query takes. After it, a server that has silently disappeared counts as unavailable. */
const queryTimeoutMs = 30_000
const waitSecondsDefault = 60

/** Sets the database up over its own connection without a timeout, as migrations of large tables take long. */
const setUpWithoutTimeout = async (databaseUrl: string): Promise<void> => {
  const db = database(postgresql(databaseUrl, { max: 1, queryTimeoutMs: 0 }))
  try {
    await setUp(db)
  } finally {
    await db.destroy()
  }
}

/** Opens the store on a PostgreSQL server. Waits until the server can be reached. */
export const openPostgresql = async (
  databaseUrl: string,
  { waitSeconds = waitSecondsDefault, notice = () => {} }: StoreOptions,
): Promise<OpenStore> => {
  const pool = postgresql(databaseUrl, {
    max: connectionsMax,
    queryTimeoutMs,
  })
  const db = database(pool)
  try {
    await reachDatabase(db, waitSeconds, notice)
    if (!(await isSetUp(db))) await setUpWithoutTimeout(databaseUrl)
  } catch (error) {
    await db.destroy()
    throw error
  }
  return assembleStore('postgresql', db, pool, () => db.destroy())
}
