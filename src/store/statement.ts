import { CompiledQuery, type QueryResult } from 'kysely'
import type { Database } from './database.ts'

/**
 * A statement that is asked so often that having it put together each time would show. Its values stand where the
 * question marks are; the same text always means the same plan.
 */
export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}

const numberedTexts = new Map<string, string>()

/** The text as PostgreSQL wants it: `$1` for the first question mark. */
const numbered = (text: string): string => {
  const known = numberedTexts.get(text)
  if (known !== undefined) return known
  let count = 0
  const made = text.replaceAll('?', () => {
    count += 1
    return `$${count}`
  })
  numberedTexts.set(text, made)
  return made
}

/** Executes a statement, within whatever transaction is open. */
export const execute = <Row>(
  db: Database,
  { text, values }: Statement,
): Promise<QueryResult<Row>> =>
  db.executeQuery<Row>(CompiledQuery.raw(numbered(text), [...values]) as CompiledQuery<Row>)
