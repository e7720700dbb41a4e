import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Migration, Migrator, sql } from 'kysely'
import type { Database } from './database.ts'
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

/** The migrations that this program knows, their SQL by their name, in their order. */
export const readMigrations = async (): Promise<ReadonlyMap<string, string>> => {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()
  const texts = await Promise.all(files.map((file) => readFile(`${folder}${file}`, 'utf8')))
  return new Map(files.map((file, index) => [file.replace(/\.sql$/, ''), texts[index] ?? '']))
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
  known: ReadonlyMap<string, string>,
): Promise<readonly string[]> => {
  const applied = await appliedMigrations(db)
  const unknown = applied.filter((name) => !known.has(name))
  if (unknown.length > 0) throw new NewerSchema(unknown)
  return [...known.keys()].filter((name) => !applied.includes(name))
}

/** Brings the database up to date, one program at a time; says which migrations that took. */
export const migrate = async (db: Database): Promise<readonly string[]> => {
  const known = await readMigrations()
  if ((await pendingMigrations(db, known)).length === 0) return []

  const migrations: Record<string, Migration> = {}
  for (const [name, text] of known) {
    migrations[name] = { up: async (db) => void (await sql.raw(text).execute(db)) }
  }
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error, results = [] } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
  return results.map(({ migrationName }) => migrationName)
}
