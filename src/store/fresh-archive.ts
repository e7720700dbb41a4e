import { Kysely, PostgresDialect, sql } from 'kysely'
import type { Tables } from './database.ts'
import { embeddedDatabase } from './embedded.ts'
import { migrate } from './migrate.ts'

/** The databases that only serve to create further ones: two thirds of the files. */
const droppedDatabases = ['template0', 'template1']

/** Builds an archive of a new, migrated database, as small as possible. */
export const freshArchive = async (): Promise<Blob> => {
  const { pool, dump } = await embeddedDatabase(undefined, undefined)
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  await migrate(db)
  for (const name of droppedDatabases) {
    await sql`update pg_database set datistemplate = false where datname = ${name}`.execute(db)
    await sql`drop database ${sql.id(name)}`.execute(db)
  }
  await sql`checkpoint`.execute(db) // removes the write-ahead log
  const archive = await dump()
  await db.destroy()
  return archive
}
