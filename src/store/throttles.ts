import { sql } from 'kysely'
import type { Database } from './database.ts'
import type { Throttles } from './store.ts'

/** Older windows are not needed, even by a server whose clock is slow. */
const retentionMs = 60_000

/** Calls after which old windows are deleted. */
const callsBetweenSweeps = 1_000

const sweep = (db: Database, at: Date) =>
  sql`
    delete from throttles where second < ${new Date(at.getTime() - retentionMs)}`.execute(db)

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
