import { CompiledQuery, type PostgresPool } from 'kysely'
import type { Database } from './database.ts'

/**
 * A statement that is asked so often that having it put together each time would show. Its values stand where the
 * question marks are; the same text always means the same plan.
 */
export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}

/** What is made of a text, and once of each: there are few of them. */
export const memoize = <Made>(make: (text: string) => Made): ((text: string) => Made) => {
  const known = new Map<string, Made>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found
    const made = make(text)
    known.set(text, made)
    return made
  }
}

/** The text as PostgreSQL wants it: `$1` for the first question mark. */
const numbered = memoize((text) => {
  let count = 0
  return text.replaceAll('?', () => {
    count += 1
    return `$${count}`
  })
})

/** What a statement has led to. */
export interface Executed<Row> {
  readonly rows: readonly Row[]
  /** How many rows it returned, or wrote if it returns none. */
  readonly count: number
}

const pools = new WeakMap<Database, PostgresPool>()

/** Has the statements of a database go to the connections below it directly, which takes kysely half the time of a small one. */
export const withPool = (db: Database, pool: PostgresPool): Database => {
  pools.set(db, pool)
  return db
}

/** Executes a statement, within whatever transaction is open. */
export const execute = async <Row>(
  db: Database,
  { text, values }: Statement,
): Promise<Executed<Row>> => {
  const pool = pools.get(db) // of a transaction there is none
  if (pool === undefined) {
    const query = CompiledQuery.raw(numbered(text), [...values]) as CompiledQuery<Row>
    const { rows, numAffectedRows } = await db.executeQuery<Row>(query)
    return { rows, count: Number(numAffectedRows ?? rows.length) }
  }
  const client = await pool.connect()
  try {
    const { rows, rowCount } = await client.query<Row>(numbered(text), values)
    return { rows, count: rowCount }
  } finally {
    client.release()
  }
}
