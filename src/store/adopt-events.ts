import { sql } from 'kysely'
import type { Database } from './database.ts'

/** A visible event of this server has a transaction id below the end of the current snapshot. */
const hasForeignEvents = sql<boolean>`
  (select max(transaction_id) from events) >= txid_snapshot_xmax(txid_current_snapshot())`

/** Whether `adoptEvents` has anything to do. */
export const holdsForeignEvents = async (db: Database): Promise<boolean> => {
  const { rows } = await sql<{ foreign: boolean | null }>`
    select ${hasForeignEvents} as foreign`.execute(db)
  return rows[0]?.foreign === true // null without events
}

/**
 * Moves foreign events to the start of the stream. A database restored from a dump holds events with the transaction
 * ids of the dumped server, which may be far ahead of this server's: new events would sort before them. If there is
 * one foreign event, all events get transaction id 0 and keep their order.
 */
export const adoptEvents = async (db: Database): Promise<void> => {
  await sql`
    update events set transaction_id = 0
    where ${hasForeignEvents}
      and transaction_id <> 0`.execute(db)
}
