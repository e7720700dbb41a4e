import { Kysely, PostgresDialect, sql } from 'kysely'
import type { Tables } from './database.ts'
import { embeddedDatabase } from './embedded.ts'
import { migrate } from './migrate.ts'

/** What a new database has but needs only to make further ones: two thirds of its files. */
const needless = ['template0', 'template1']

/** An archive of a new database on which all migrations have run, as small as it can be. */
export const freshArchive = async (): Promise<Blob> => {
  const { pool, dump } = await embeddedDatabase(undefined, undefined)
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  await migrate(db)
  for (const name of needless) {
    await sql`update pg_database set datistemplate = false where datname = ${name}`.execute(db)
    await sql`drop database ${sql.id(name)}`.execute(db)
  }
  await sql`checkpoint`.execute(db) // what it took is in the tables now, and its log is removed
  const archive = await dump()
  await db.destroy()
  return archive
}
