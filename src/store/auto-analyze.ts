import type pg from 'pg'

/*
 * Analyzes tables early. PostgreSQL knows nothing of a new table: all indexes look equally good, and a generic plan
 * that it keeps may scan a whole store to find one name. Autovacuum would analyze after a minute, in the middle of a
 * first sync, and PGlite has no autovacuum.
 *
 * The counter passes the steps of `analyzeAfterRows` and then stops: autovacuum keeps statistics current from there
 * (PGlite: `embedded.ts`). Rows count once they are committed. An analysis before that would not see them.
 *
 * Failure: an analysis that fails is ignored, as the next step or autovacuum repeats it.
 */

/** Counts of inserted rows after which plans may have to change. */
const analyzeAfterRows = [100, 1_000, 10_000]

/** Returns a function that counts inserted rows and calls `analyze` at each step. */
export const autoAnalyze = (analyze: () => Promise<unknown>) => {
  const steps = [...analyzeAfterRows]
  let inserted = 0
  return (rows: number): void => {
    const [next] = steps
    if (next === undefined) return
    inserted += rows
    if (inserted < next) return
    steps.shift()
    analyze().catch(() => {})
  }
}

/** The analysis. It skips a table that a long transaction is analyzing for itself. */
export const analyzeText = 'analyze (skip_locked) users, groups, memberships'

/** Returns a function that takes the results of one connection and reports rows inserted, at commit. */
export const countCommittedRows = (onRows: (rows: number) => void) => {
  let inTransaction: number | undefined
  return ({ command, rowCount }: Pick<pg.QueryResult, 'command' | 'rowCount'>): void => {
    switch (command) {
      case 'BEGIN':
      case 'START':
        inTransaction = 0
        break
      case 'INSERT':
        if (inTransaction === undefined) onRows(rowCount ?? 0)
        else inTransaction += rowCount ?? 0
        break
      case 'COMMIT':
        onRows(inTransaction ?? 0)
        inTransaction = undefined
        break
      case 'ROLLBACK':
        inTransaction = undefined
        break
    }
  }
}
