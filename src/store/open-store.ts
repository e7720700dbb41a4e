import { resolve } from 'node:path'
import { Kysely, PostgresDialect, type PostgresPool } from 'kysely'
import { DatabaseUnavailable } from '../identity-center/errors.ts'
import { adoptEvents } from './adopt-events.ts'
import type { Connections, CountedPool } from './connections.ts'
import { createStore } from './create-store.ts'
import { openDataDirectory, unusable } from './data-directory.ts'
import type { Database } from './database.ts'
import { writeTrouble } from './disk.ts'
import { embeddedDatabase } from './embedded.ts'
import { migrate, pendingMigrations, readMigrations } from './migrate.ts'
import { postgresql } from './postgresql.ts'
import { reachDatabase } from './reach-database.ts'
import { StartFailure } from './start-failure.ts'
import { withPool } from './statement.ts'
import type { Store } from './store.ts'
import { findTemplate } from './template.ts'

const CONNECTIONS = 10
/** Longer than any query of ours takes; a server that has vanished without a word is given up after it. */
const QUERY_MILLISECONDS = 30_000
const WAIT_SECONDS = 60

/** A PostgreSQL server by its URL, or PGlite in a directory (`memory:`: nothing is kept). */
export interface StoreOptions {
  readonly databaseUrl?: string
  readonly dataDir?: string
  /** How long a server may take to be reached. */
  readonly waitSeconds?: number
  /** Sentences for people, while that takes long. */
  readonly notice?: (sentence: string) => void
}

export interface OpenStore {
  readonly kind: 'postgresql' | 'embedded'
  readonly store: Store
  /** Whether the database answers and has had every migration. Never throws. */
  readonly ready: () => Promise<boolean>
  readonly connections: () => Connections
  /** Resolves with a sentence when the database has ended for good, and the program has to be started again. */
  readonly ended: Promise<StartFailure>
  /** Lets what is under way finish. */
  readonly close: () => Promise<void>
}

/** kysely over a pool; the same dialect for both databases. */
const database = (pool: PostgresPool): Database =>
  withPool(new Kysely({ dialect: new PostgresDialect({ pool }) }), pool)

const opened = async (
  kind: OpenStore['kind'],
  db: Database,
  { connections }: CountedPool,
  close: () => Promise<void>,
  ended: Promise<StartFailure> = new Promise(() => {}),
): Promise<OpenStore> => {
  const known = await readMigrations()
  const ready = async () => {
    try {
      return (await pendingMigrations(db, known)).length === 0
    } catch {
      return false
    }
  }
  return { kind, store: createStore(db), ready, connections, ended, close }
}

/** Runs the migrations, and sees to events that were kept elsewhere. Throws a StartFailure, which may be a NewerSchema. */
const migrated = async (db: Database): Promise<void> => {
  try {
    await migrate(db)
    await adoptEvents(db)
  } catch (error) {
    if (error instanceof StartFailure) throw error
    if (error instanceof DatabaseUnavailable) {
      throw new StartFailure(`The database could not be set up, since ${error.message}.`, error)
    }
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartFailure(
      `The database could not be set up (${reason}): its user must own the database, or be allowed to create tables in its schema.`,
      error,
    )
  }
}

const openPostgresql = async (
  databaseUrl: string,
  { waitSeconds = WAIT_SECONDS, notice = () => {} }: StoreOptions,
): Promise<OpenStore> => {
  // Migrations take the time they take.
  const patient = database(postgresql(databaseUrl, { max: 1, queryMilliseconds: 0 }))
  try {
    await reachDatabase(patient, waitSeconds, notice)
    await migrated(patient)
  } finally {
    await patient.destroy()
  }
  const pool = postgresql(databaseUrl, {
    max: CONNECTIONS,
    queryMilliseconds: QUERY_MILLISECONDS,
  })
  const db = database(pool)
  return opened('postgresql', db, pool, () => db.destroy())
}

/** Says that the embedded database has ended, why, and what to do. */
const ending = async (dataDir: string, cause: unknown): Promise<StartFailure> => {
  const trouble = unusable(dataDir, await writeTrouble(dataDir))
  const reason = cause instanceof Error ? cause.message : String(cause)
  const remedy = trouble === undefined ? 'Start' : `${trouble} Then start`
  return new StartFailure(
    `The embedded database has ended (${reason}). ${remedy} again: whatever was answered is still there.`,
    cause,
  )
}

const openMemory = async (): Promise<OpenStore> => {
  const { pool } = await embeddedDatabase(undefined, await findTemplate())
  const db = database(pool)
  await migrated(db)
  return opened('embedded', db, pool, () => db.destroy())
}

const openDirectory = async (dataDir: string): Promise<OpenStore> => {
  const path = resolve(dataDir)
  const directory = await openDataDirectory(path)
  try {
    const template = directory.isFresh ? await findTemplate() : undefined
    const { pool, ended } = await embeddedDatabase(directory.database, template).catch(
      async (error: unknown) => {
        const damaged = `The database in ${directory.database} cannot be opened, it seems to be damaged: put back a copy of it, or move it away to start with nothing.`
        const sentence = unusable(path, await writeTrouble(path)) ?? damaged
        throw new StartFailure(sentence, error)
      },
    )
    const db = database(pool)
    try {
      await migrated(db)
      await directory.settle()
    } catch (error) {
      await db.destroy()
      throw error
    }
    const close = async () => {
      await db.destroy()
      await directory.unlock()
    }
    const end = ended.then((cause) => ending(path, cause))
    return opened('embedded', db, pool, close, end)
  } catch (error) {
    await directory.unlock()
    throw error
  }
}

/** Opens the store, migrations run. Throws a StartFailure for what its user can mend. */
export const openStore = (options: StoreOptions): Promise<OpenStore> => {
  const { databaseUrl, dataDir = 'memory:' } = options
  if (databaseUrl !== undefined) return openPostgresql(databaseUrl, options)
  return dataDir === 'memory:' ? openMemory() : openDirectory(dataDir)
}
