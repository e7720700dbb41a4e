import { sql } from 'kysely'
import type { Database } from './database.ts'

/**
 * Events that came here with a copy of another server's database bear that server's transaction ids, which may lie
 * far ahead of this one's: they would stand above all that is to come. If there is one such, all that there are take
 * the first place, in their order. A row of this server's own is never seen with an id at or past its snapshot's end.
 */
export const adoptEvents = async (db: Database): Promise<void> => {
  await sql`
    update events set transaction_id = 0
    where (select max(transaction_id) from events) >= txid_snapshot_xmax(txid_current_snapshot())
      and transaction_id <> 0`.execute(db)
}
