import type pg from 'pg'

/** After so many rows that were written, tables have grown enough for plans to depend on it. */
const milestones = [100, 1_000, 10_000]

/**
 * Of a table that is new PostgreSQL knows nothing: all indexes seem equally good to it, and a plan that is kept may go
 * through a whole store to find one name. Autovacuum would look after a minute, in the midst of a first sync; PGlite
 * has none. Told of rows that were written, this has them counted early.
 */
export const autoAnalyze = (analyze: () => Promise<unknown>) => {
  const ahead = [...milestones]
  let written = 0
  return (rows: number): void => {
    const [next] = ahead
    if (next === undefined) return
    written += rows
    if (written < next) return
    ahead.shift()
    analyze().catch(() => {}) // it is done again at the next milestone, and by autovacuum
  }
}

/** What there is to be counted; not what a long transaction is just counting for itself. */
export const analysis = 'analyze (skip_locked) users, groups, memberships'

/**
 * Tells of the rows that the statements of one connection have written, when they are there for all: whoever counts
 * those of a transaction that is open finds none, and many pages, and every plan is then as good as any other.
 */
export const committedRows = (wrote: (rows: number) => void) => {
  let within: number | undefined
  return ({ command, rowCount }: Pick<pg.QueryResult, 'command' | 'rowCount'>): void => {
    switch (command) {
      case 'BEGIN':
      case 'START':
        within = 0
        break
      case 'INSERT':
        if (within === undefined) wrote(rowCount ?? 0)
        else within += rowCount ?? 0
        break
      case 'COMMIT':
        wrote(within ?? 0)
        within = undefined
        break
      case 'ROLLBACK':
        within = undefined
        break
    }
  }
}
