import type { PostgresPoolClient } from 'kysely'
import type pg from 'pg'
import { DatabaseUnavailable } from '../identity-center/errors.ts'
import { meaningOf } from './constraints.ts'

/** As much of a client of the driver as is asked here. */
export interface QueryClient {
  readonly query: (config: pg.QueryConfig) => Promise<pg.QueryResult>
}

interface Connection {
  readonly query: (text: string, values?: readonly unknown[]) => Promise<unknown>
  readonly release: () => void
}

/** More statements than this program has; whatever else comes by goes unnamed. */
const limit = 500

const names = new Map<string, string>()

/** The same text has the same name on every connection, as the driver demands. */
const nameOf = (text: string): string | undefined => {
  if (!names.has(text) && names.size < limit) names.set(text, `statement_${names.size + 1}`)
  return names.get(text)
}

/** A name makes PostgreSQL keep the plan of a statement, which doubles the rate of small ones. */
const request = (text: string, values: readonly unknown[]): pg.QueryConfig => {
  const name = values.length === 0 ? undefined : nameOf(text) // several statements in one cannot be prepared
  return name === undefined ? { text, values: [...values] } : { name, text, values: [...values] }
}

/** A connection as kysely wants it, with named statements, and errors that the rooms above understand. */
export const namedStatements = (
  client: QueryClient,
  release: (broken: boolean) => void,
  onResult: (result: pg.QueryResult) => void = () => {},
): PostgresPoolClient => {
  let broken = false
  const query = async (text: string, values: readonly unknown[] = []) => {
    try {
      const result = await client.query(request(text, values))
      onResult(result)
      return result
    } catch (error) {
      const meaning = meaningOf(error)
      broken ||= meaning instanceof DatabaseUnavailable
      throw meaning
    }
  }
  const connection: Connection = { query, release: () => release(broken) }
  return connection as PostgresPoolClient // what it asks of a client beside this concerns cursors, which we have none of
}
