import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { DatabaseUnavailable } from '../identity-center/errors.ts'
import { codeOf } from './constraints.ts'
import type { Database } from './database.ts'
import { StartFailure } from './start-failure.ts'

/** What no waiting mends, by the error codes of PostgreSQL. */
const refusals: Readonly<Record<string, string>> = {
  '28P01': 'The database server does not accept the password: check the database URL.',
  '28000': 'The database server does not let this user in: check the database URL and pg_hba.conf.',
  '3D000': 'There is no such database on the server: create it, or check the database URL.',
}

const firstPauseMs = 250
const pauseMsMax = 5_000

/** What the driver says; the causes of a failure to connect to any of several addresses are in a list. */
const reasonOf = (error: unknown): string => {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ')
  return error instanceof Error ? error.message : String(error)
}

const checkEncoding = async (db: Database) => {
  const { rows } = await sql<{ encoding: string }>`
    select current_setting('server_encoding') as encoding`.execute(db)
  const encoding = rows[0]?.encoding
  if (encoding !== 'UTF8') {
    throw new StartFailure(
      `The database has the encoding ${encoding}, and names need UTF8: create it with "create database … encoding 'UTF8' template template0".`,
    )
  }
}

/** Waits until the database answers. Throws a StartFailure when it will not, or not in time. */
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
        const refusal = refusals[codeOf(error) ?? '']
        throw new StartFailure(
          refusal ?? `The database cannot be used (${reasonOf(error)}): check the database URL.`,
          error,
        )
      }
      const left = deadline - Date.now()
      if (left <= 0) {
        throw new StartFailure(
          `The database could not be reached for ${waitSeconds} seconds (${reasonOf(error.cause)}): check that it runs and that the database URL is right.`,
          error,
        )
      }
      notice(`The database cannot be reached (${reasonOf(error.cause)}); trying again.`)
      await sleep(Math.min(pause, left))
    }
  }
}
