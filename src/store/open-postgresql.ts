import { assembleStore, database } from './assemble-store.ts'
import type { OpenStore, StoreOptions } from './open-store-types.ts'
import { postgresql } from './postgresql.ts'
import { reachDatabase } from './reach-database.ts'
import { isSetUp, setUp } from './set-up.ts'

const connections = 10
/** Longer than any query of ours takes; a server that has vanished without a word is given up after it. */
const queryMs = 30_000
const defaultWaitSeconds = 60

/** Sets the database up over a connection of its own: migrations take the time they take. */
const setUpPatiently = async (databaseUrl: string): Promise<void> => {
  const db = database(postgresql(databaseUrl, { max: 1, queryMilliseconds: 0 }))
  try {
    await setUp(db)
  } finally {
    await db.destroy()
  }
}

/** Opens the store on a PostgreSQL server, as soon as that can be reached. */
export const openPostgresql = async (
  databaseUrl: string,
  { waitSeconds = defaultWaitSeconds, notice = () => {} }: StoreOptions,
): Promise<OpenStore> => {
  const pool = postgresql(databaseUrl, {
    max: connections,
    queryMilliseconds: queryMs,
  })
  const db = database(pool)
  try {
    await reachDatabase(db, waitSeconds, notice)
    if (!(await isSetUp(db))) await setUpPatiently(databaseUrl)
  } catch (error) {
    await db.destroy()
    throw error
  }
  return assembleStore('postgresql', db, pool, () => db.destroy())
}
