import { Kysely, PostgresDialect, type PostgresPool } from 'kysely'
import type { CountedPool } from './connections.ts'
import { createStore } from './create-store.ts'
import type { Database } from './database.ts'
import { knownMigrations, pendingMigrations } from './migrate.ts'
import type { OpenStore } from './open-store-types.ts'
import type { StartFailure } from './start-failure.ts'
import { bindPool } from './statement.ts'

/** kysely over a pool, with the same dialect for both databases. */
export const database = (pool: PostgresPool): Database =>
  bindPool(new Kysely({ dialect: new PostgresDialect({ pool }) }), pool)

/** Assembles a store on a database that is set up. */
export const assembleStore = async (
  kind: OpenStore['kind'],
  db: Database,
  { connections }: CountedPool,
  close: () => Promise<void>,
  ended: Promise<StartFailure> = new Promise(() => {}),
): Promise<OpenStore> => {
  const known = await knownMigrations()
  const ready = async () => {
    try {
      return (await pendingMigrations(db, known)).length === 0
    } catch {
      return false
    }
  }
  return { kind, store: createStore(db), ready, connections, ended, close }
}
