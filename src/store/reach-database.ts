import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { DatabaseUnavailable } from '../identity-center/errors.ts'
import { errorCode } from '../lib/error-code.ts'
import type { Database } from './database.ts'
import { StartFailure } from './start-failure.ts'

/** Errors that do not pass with time, by the codes of PostgreSQL. */
const permanentErrors: Readonly<Record<string, string>> = {
  '28P01': 'The database server does not accept the password. Check the database URL.',
  '28000': 'The database server does not accept this user. Check the database URL and pg_hba.conf.',
  '3D000': 'There is no such database on the server. Create it or check the database URL.',
}

const firstPauseMs = 250
const pauseMsMax = 5_000

/** The message of the driver. A failure to connect to several addresses has several. */
const describeError = (error: unknown): string => {
  if (error instanceof AggregateError) return error.errors.map(describeError).join(', ')
  return error instanceof Error ? error.message : String(error)
}

const checkEncoding = async (db: Database) => {
  const { rows } = await sql<{ encoding: string }>`
    select current_setting('server_encoding') as encoding`.execute(db)
  const encoding = rows[0]?.encoding
  if (encoding !== 'UTF8') {
    throw new StartFailure(
      `The database has the encoding ${encoding}, but names need UTF8. Create it with "create database … encoding 'UTF8' template template0".`,
    )
  }
}

/**
 * Waits until the database responds, with pauses that double up to `pauseMsMax`. Throws a StartFailure for an error that
 * does not pass with time, and after `waitSeconds`. `notice` receives a sentence for each attempt that failed.
 */
export const reachDatabase = async (
  db: Database,
  waitSeconds: number,
  notice: (sentence: string) => void,
): Promise<void> => {
  const deadline = Date.now() + waitSeconds * 1_000
  for (let pause = firstPauseMs; ; pause = Math.min(2 * pause, pauseMsMax)) {
    try {
      return await checkEncoding(db)
    } catch (error) {
      if (error instanceof StartFailure) throw error
      if (!(error instanceof DatabaseUnavailable)) {
        const permanentError = permanentErrors[errorCode(error) ?? '']
        throw new StartFailure(
          permanentError ??
            `The database cannot be used (${describeError(error)}). Check the database URL.`,
          error,
        )
      }
      const left = deadline - Date.now()
      if (left <= 0) {
        throw new StartFailure(
          `The database could not be reached for ${waitSeconds} seconds (${describeError(error.cause)}). Check that it runs and that the database URL is right.`,
          error,
        )
      }
      notice(`The database cannot be reached (${describeError(error.cause)}). Trying again.`)
      await sleep(Math.min(pause, left))
    }
  }
}
