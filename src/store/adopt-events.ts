import { sql } from 'kysely'
import type { Database } from './database.ts'

/** No row of this server's own is ever seen with an id at or past its snapshot's end. */
const thereAreForeign = sql<boolean>`
  (select max(transaction_id) from events) >= txid_snapshot_xmax(txid_current_snapshot())`

/** Whether `adoptEvents` has anything to do. */
export const holdsForeignEvents = async (db: Database): Promise<boolean> => {
  const { rows } = await sql<{ foreign: boolean | null }>`
    select ${thereAreForeign} as foreign`.execute(db)
  return rows[0]?.foreign === true // null where there are no events at all
}

/**
 * Events that came here with a copy of another server's database bear that server's transaction ids, which may lie
 * far ahead of this one's: they would stand above all that is to come. If there is one such, all that there are take
 * the first place, in their order.
 */
export const adoptEvents = async (db: Database): Promise<void> => {
  await sql`
    update events set transaction_id = 0
    where ${thereAreForeign}
      and transaction_id <> 0`.execute(db)
}
