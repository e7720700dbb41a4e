/** After so many rows that were written, tables have grown enough for plans to depend on it. */
const milestones = [100, 1_000, 10_000]

/**
 * Of a table that is new PostgreSQL knows nothing: all indexes seem equally good to it, and a plan that is kept may go
 * through a whole store to find one name. Autovacuum would look after a minute, in the midst of a first sync; PGlite
 * has none. Told of rows that were written, this has them counted early.
 */
export const earlyStatistics = (analyze: () => Promise<unknown>) => {
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

/** What there is to be counted. */
export const analysis = 'analyze users, groups, memberships'
