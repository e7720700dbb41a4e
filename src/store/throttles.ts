import { sql } from 'kysely'
import type { Database } from './database.ts'
import type { Throttles } from './store.ts'

/** Windows older than this are of no use to anybody, not even to a replica whose clock is slow. */
const keptMs = 60_000

/** Every so many calls the old windows are swept away. */
const callsBetweenSweeps = 1_000

const sweep = (db: Database, at: Date) =>
  sql`
    delete from throttles where second < ${new Date(at.getTime() - keptMs)}`.execute(db)

/** Calls by identity store, operation and second. */
export const throttles = (db: Database): Throttles => {
  let calls = 0

  return {
    count: async (identityStoreId, operation, at) => {
      const second = new Date(Math.floor(at.getTime() / 1000) * 1000)
      const { rows } = await sql<{ calls: number }>`
        insert into throttles (identity_store_id, operation, second, calls)
        values (${identityStoreId}, ${operation}, ${second}, 1)
        on conflict (identity_store_id, operation, second)
        do update set calls = throttles.calls + 1
        returning calls`.execute(db)
      calls += 1
      if (calls % callsBetweenSweeps === 0) await sweep(db, at)
      return rows[0]?.calls ?? 1
    },
  }
}
