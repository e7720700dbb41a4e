import { DatabaseUnavailable } from '../identity-center/errors.ts'
import { adoptEvents, holdsForeignEvents } from './adopt-events.ts'
import type { Database } from './database.ts'
import { knownMigrations, migrate, pendingMigrations } from './migrate.ts'
import { StartFailure } from './start-failure.ts'

/** Runs `work` on a database, and turns an error into a StartFailure that says why it failed. */
const withStartFailure = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof StartFailure) throw error
    if (error instanceof DatabaseUnavailable) {
      throw new StartFailure(`The database could not be set up, because ${error.message}.`, error)
    }
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartFailure(
      `The database could not be set up (${reason}). Its user must own the database, or have the right to create tables in its schema.`,
      error,
    )
  }
}

/** Whether `setUp` has nothing to do, as on most starts. Throws a StartFailure, such as NewerSchema. */
export const isSetUp = (db: Database): Promise<boolean> =>
  withStartFailure(async () => {
    const pending = await pendingMigrations(db, await knownMigrations())
    return pending.length === 0 && !(await holdsForeignEvents(db))
  })

/** Runs the migrations, and adopts events of another server. Throws a StartFailure, such as NewerSchema. */
export const setUp = (db: Database): Promise<void> =>
  withStartFailure(async () => {
    await migrate(db)
    if (await holdsForeignEvents(db)) await adoptEvents(db)
  })
