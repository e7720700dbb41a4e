import { DatabaseUnavailable } from '../identity-center/errors.ts'
import { adoptEvents, holdsForeignEvents } from './adopt-events.ts'
import type { Database } from './database.ts'
import { knownMigrations, migrate, pendingMigrations } from './migrate.ts'
import { StartFailure } from './start-failure.ts'

/** Does something to a new or old database, and says in a sentence why it cannot be done. */
const orSay = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work()
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

/** Whether `setUp` has nothing to do, as at most starts. Throws a StartFailure, which may be a NewerSchema. */
export const isSetUp = (db: Database): Promise<boolean> =>
  orSay(async () => {
    const pending = await pendingMigrations(db, await knownMigrations())
    return pending.length === 0 && !(await holdsForeignEvents(db))
  })

/** Runs the migrations, and sees to events that were kept elsewhere. Throws a StartFailure, which may be a NewerSchema. */
export const setUp = (db: Database): Promise<void> =>
  orSay(async () => {
    await migrate(db)
    if (await holdsForeignEvents(db)) await adoptEvents(db)
  })
