import { setImmediate as turnOfOthers } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Database } from './database.ts'
import type { Counted } from './quota.ts'

/** As many as are deleted by one statement, which on PGlite nothing else in the process can interrupt. */
const deletedAtOnce = 250

/** Deletes all users or all groups of a store, and the memberships with them. */
export const clearResources = async (
  db: Database,
  { table }: Counted,
  identityStoreId: string,
): Promise<void> => {
  const rows = sql`${sql.table(table)} where identity_store_id = ${identityStoreId}`
  for (let after = 0; ; ) {
    const { rows: batches } = await sql<{ last: number | null }>`
      with batch as (
        select sequence from ${rows} and sequence > ${after}
        order by sequence limit ${deletedAtOnce}),
      gone as (
        delete from ${rows} and sequence > ${after}
          and sequence <= (select max(sequence) from batch))
      select max(sequence) as last from batch`.execute(db)
    const last = batches[0]?.last ?? null
    if (last === null) return
    after = last
    await turnOfOthers() // the embedded database answers without one
  }
}
