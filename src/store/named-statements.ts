import type { PostgresPoolClient } from 'kysely'
import type pg from 'pg'
import { DatabaseUnavailable } from '../identity-center/errors.ts'
import { translateError } from './constraints.ts'

/*
 * Named statements: PostgreSQL prepares a statement with a name once for each connection and keeps its plan, which
 * doubles the rate of small statements. Each SQL text gets one name, the same on every connection, as pg demands.
 *
 * Names are never removed, neither here nor in PostgreSQL. Texts have to come from a fixed set: values are parameters,
 * lists are arrays. The limit only protects from a text that does vary: after `namedStatementsMax` texts, new ones run
 * unnamed, and are parsed and planned each time.
 *
 * A connection is usable or broken. It is broken once a query fails with DatabaseUnavailable. The pool then discards it
 * on release.
 */

/** The part of a pg client that is used here. */
export interface QueryClient {
  readonly query: (config: pg.QueryConfig) => Promise<pg.QueryResult>
}

interface Connection {
  readonly query: (text: string, values?: readonly unknown[]) => Promise<unknown>
  readonly release: () => void
}

/** More texts than this program has. */
const namedStatementsMax = 500

const names = new Map<string, string>()

const statementName = (text: string): string | undefined => {
  if (!names.has(text) && names.size < namedStatementsMax) {
    names.set(text, `statement_${names.size + 1}`)
  }
  return names.get(text)
}

const queryConfig = (text: string, values: readonly unknown[]): pg.QueryConfig => {
  // Without values the text may hold several statements, which cannot be prepared.
  const name = values.length === 0 ? undefined : statementName(text)
  return name === undefined ? { text, values: [...values] } : { name, text, values: [...values] }
}

/** Wraps a client as a connection for kysely, with named statements and the errors of `constraints.ts`. */
export const namedStatements = (
  client: QueryClient,
  release: (isBroken: boolean) => void,
  onResult: (result: pg.QueryResult) => void = () => {},
): PostgresPoolClient => {
  let isBroken = false
  const query = async (text: string, values: readonly unknown[] = []) => {
    try {
      const result = await client.query(queryConfig(text, values))
      onResult(result)
      return result
    } catch (error) {
      const translated = translateError(error)
      isBroken ||= translated instanceof DatabaseUnavailable
      throw translated
    }
  }
  const connection: Connection = { query, release: () => release(isBroken) }
  return connection as PostgresPoolClient // kysely uses the rest of a client only for cursors
}
