import { sql } from 'kysely'
import { yieldToEventLoop } from '../lib/event-loop.ts'
import type { Database } from './database.ts'
import type { QuotaTable } from './quota.ts'

/** Rows deleted by one statement. PGlite blocks the process for the time of a statement. */
const deleteBatchRows = 250

/** Deletes all users or all groups of a store, with their memberships, in batches by number. */
export const clearResources = async (
  db: Database,
  { table }: QuotaTable,
  identityStoreId: string,
): Promise<void> => {
  const rows = sql`${sql.table(table)} where identity_store_id = ${identityStoreId}`
  for (let after = 0; ; ) {
    const { rows: batches } = await sql<{ last: number | null }>`
      with batch as (
        select sequence from ${rows} and sequence > ${after}
        order by sequence limit ${deleteBatchRows}),
      gone as (
        delete from ${rows} and sequence > ${after}
          and sequence <= (select max(sequence) from batch))
      select max(sequence) as last from batch`.execute(db)
    const last = batches[0]?.last ?? null
    if (last === null) return
    after = last
    await yieldToEventLoop() // PGlite answers without a turn of the event loop
  }
}
