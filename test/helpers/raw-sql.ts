import { join } from 'node:path'
import type { PostgresPool } from 'kysely'
import { embeddedDatabase } from '../../src/store/embedded.ts'
import { postgresql } from '../../src/store/postgresql.ts'

/** A database that outlives the stores that tests open on it. */
export type Place = { readonly databaseUrl: string } | { readonly dataDir: string }

const openPool = async (place: Place): Promise<PostgresPool> => {
  if ('databaseUrl' in place) {
    return postgresql(place.databaseUrl, { max: 1, queryTimeoutMs: 0 })
  }
  return (await embeddedDatabase(join(place.dataDir, 'database'), undefined)).pool
}

/** Runs one statement. On PGlite, no store may be open on the database. */
export const rawSql = async (
  place: Place,
  text: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> => {
  const pool = await openPool(place)
  const connection = await pool.connect()
  try {
    return (await connection.query<Record<string, unknown>>(text, [])).rows
  } finally {
    connection.release()
    await pool.end()
  }
}
