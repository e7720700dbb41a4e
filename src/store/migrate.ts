import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Migration, Migrator, sql } from 'kysely'
import type { Database } from './database.ts'
import { retry } from './retry.ts'
import { StartFailure } from './start-failure.ts'

/** `src/store` and `dist/store` are both two levels below the root of the package. */
const folder = fileURLToPath(new URL('../../migrations/', import.meta.url))

/** A later version of this program has migrated the database. */
export class NewerSchema extends StartFailure {
  constructor(migrations: readonly string[]) {
    super(
      `A newer version of identity-center-scim set up the database (this version does not know the migration ${migrations.join(', ')}). Run that version or use another database.`,
    )
    this.name = 'NewerSchema'
  }
}

/** The names of the migrations of this program, in order. */
export const knownMigrations = async (): Promise<readonly string[]> => {
  const files = await readdir(folder)
  const names = files.filter((file) => file.endsWith('.sql')).map((file) => file.slice(0, -4))
  return names.sort()
}

/** The migrations of this program: name and SQL, in order. */
export const readMigrations = async (): Promise<ReadonlyMap<string, string>> => {
  const names = await knownMigrations()
  const texts = await Promise.all(names.map((name) => readFile(`${folder}${name}.sql`, 'utf8')))
  return new Map(names.map((name, index) => [name, texts[index] ?? '']))
}

/** The names of the migrations that have run on the database. */
const appliedMigrations = async (db: Database): Promise<readonly string[]> => {
  const { rows } = await sql<{ exists: boolean }>`
    select to_regclass('kysely_migration') is not null as exists`.execute(db)
  if (rows[0]?.exists !== true) return []
  const applied = await db.selectFrom('kysely_migration').select('name').orderBy('name').execute()
  return applied.map(({ name }) => name)
}

/** The migrations that have not run yet. Throws NewerSchema if one has run that this program does not know. */
export const pendingMigrations = async (
  db: Database,
  known: readonly string[],
): Promise<readonly string[]> => {
  const applied = await appliedMigrations(db)
  const unknown = applied.filter((name) => !known.includes(name))
  if (unknown.length > 0) throw new NewerSchema(unknown)
  return known.filter((name) => !applied.includes(name))
}

/** Runs the pending migrations in one transaction, under a lock. Returns their names. */
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
