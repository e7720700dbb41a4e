import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Migration, Migrator, sql } from 'kysely'
import type { Database } from './database.ts'
import { retry } from './retry.ts'
import { StartFailure } from './start-failure.ts'

/** src/store and dist/store are both two levels below the root of the package. */
const folder = fileURLToPath(new URL('../../migrations/', import.meta.url))

/** The database has been migrated by a later version of this program. */
export class NewerSchema extends StartFailure {
  constructor(migrations: readonly string[]) {
    super(
      `The database was set up by a newer version of identity-center-scim (it has the migration ${migrations.join(', ')}, which this version does not know): run that version, or use another database.`,
    )
    this.name = 'NewerSchema'
  }
}

/** The names of the migrations that this program knows, in their order. */
export const knownMigrations = async (): Promise<readonly string[]> => {
  const files = await readdir(folder)
  const names = files.filter((file) => file.endsWith('.sql')).map((file) => file.slice(0, -4))
  return names.sort()
}

/** The same, and the SQL of each. */
export const readMigrations = async (): Promise<ReadonlyMap<string, string>> => {
  const names = await knownMigrations()
  const texts = await Promise.all(names.map((name) => readFile(`${folder}${name}.sql`, 'utf8')))
  return new Map(names.map((name, index) => [name, texts[index] ?? '']))
}

/** The migrations that the database has had. */
const appliedMigrations = async (db: Database): Promise<readonly string[]> => {
  const { rows } = await sql<{ exists: boolean }>`
    select to_regclass('kysely_migration') is not null as exists`.execute(db)
  if (rows[0]?.exists !== true) return []
  const applied = await db.selectFrom('kysely_migration').select('name').orderBy('name').execute()
  return applied.map(({ name }) => name)
}

/** The migrations that the database has yet to have. Throws NewerSchema when it has had more than we know. */
export const pendingMigrations = async (
  db: Database,
  known: readonly string[],
): Promise<readonly string[]> => {
  const applied = await appliedMigrations(db)
  const unknown = applied.filter((name) => !known.includes(name))
  if (unknown.length > 0) throw new NewerSchema(unknown)
  return known.filter((name) => !applied.includes(name))
}

/** Brings the database up to date, one program at a time; says which migrations that took. */
export const migrate = async (db: Database): Promise<readonly string[]> => {
  if ((await pendingMigrations(db, await knownMigrations())).length === 0) return []

  const migrations: Record<string, Migration> = {}
  for (const [name, text] of await readMigrations()) {
    migrations[name] = { up: async (db) => void (await sql.raw(text).execute(db)) }
  }
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  // Servers of the former version may still write the same rows: a deadlock undoes the migrations, and they run again.
  return retry(async () => {
    const { error, results = [] } = await migrator.migrateToLatest()
    if (error !== undefined) throw error
    return results.map(({ migrationName }) => migrationName)
  })
}
