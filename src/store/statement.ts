import { CompiledQuery, type PostgresPool } from 'kysely'
import { memoize } from '../lib/memoize.ts'
import type { Database } from './database.ts'

/**
 * A statement as text and values, for the paths of every request: building it with kysely each time would show in
 * profiles. Values stand where the question marks are. Texts come from a fixed set (`named-statements.ts`).
 */
export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}

/** Replaces question marks by `$1`, `$2`, … as PostgreSQL expects. */
const numberParameters = memoize((text) => {
  let count = 0
  return text.replaceAll('?', () => {
    count += 1
    return `$${count}`
  })
})

export interface StatementResult<Row> {
  readonly rows: readonly Row[]
  /** The rows returned, or written if the statement returns none. */
  readonly count: number
}

const pools = new WeakMap<Database, PostgresPool>()

/** Lets `execute` use the pool of a database directly, which halves kysely's share of a small statement. */
export const bindPool = (db: Database, pool: PostgresPool): Database => {
  pools.set(db, pool)
  return db
}

/** Executes a statement, within the transaction if `db` is one. */
export const execute = async <Row>(
  db: Database,
  { text, values }: Statement,
): Promise<StatementResult<Row>> => {
  const pool = pools.get(db) // a transaction has none
  if (pool === undefined) {
    const query = CompiledQuery.raw(numberParameters(text), [...values]) as CompiledQuery<Row>
    const { rows, numAffectedRows } = await db.executeQuery<Row>(query)
    return { rows, count: Number(numAffectedRows ?? rows.length) }
  }
  const client = await pool.connect()
  try {
    const { rows, rowCount } = await client.query<Row>(numberParameters(text), values)
    return { rows, count: rowCount }
  } finally {
    client.release()
  }
}
