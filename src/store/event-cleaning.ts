import { type RawBuilder, sql } from 'kysely'
import type { Database } from './database.ts'
import type { EventPosition } from './event-position.ts'
import type { EventRetention } from './event-types.ts'

/** Events that one statement deletes or counts: a few milliseconds, so that requests are not held up. */
const deleteBatchRows = 500
const countBatchRows = 20_000

/** The condition on the owner, in the form of the partial indexes. */
const ownerCondition = (identityStoreId: string | null): RawBuilder<unknown> =>
  identityStoreId === null
    ? sql`identity_store_id is null`
    : sql`identity_store_id = ${identityStoreId}`

const deleteBatch = async (db: Database, condition: RawBuilder<unknown>, order: string) => {
  const { numAffectedRows } = await sql`
    delete from events where ctid = any(array(
      select ctid from events where ${condition} order by ${sql.raw(order)} limit ${deleteBatchRows}))`.execute(
    db,
  )
  return Number(numAffectedRows ?? 0)
}

const deleteAll = async (db: Database, condition: RawBuilder<unknown>, order: string) => {
  let deleted = 0
  for (;;) {
    const batch = await deleteBatch(db, condition, order)
    deleted += batch
    if (batch < deleteBatchRows) return deleted
  }
}

/** Whether a store may hold more than `count` events. No, if fewer numbers were drawn for all stores since its oldest. */
const canHoldMore = async (db: Database, owned: RawBuilder<unknown>, count: number) => {
  const { rows } = await sql<{ drawn: number | null }>`
    select (select last_value from event_sequence) - sequence + 1 as drawn from events
    where ${owned} order by transaction_id, sequence limit 1`.execute(db)
  return (rows[0]?.drawn ?? 0) > count
}

/** Finds the newest event beyond the newest `count`. */
const findSurplus = async (
  db: Database,
  owned: RawBuilder<unknown>,
  count: number,
): Promise<EventPosition | undefined> => {
  let last: EventPosition | undefined
  for (let left = count + 1; left > 0; left -= countBatchRows) {
    const before =
      last === undefined
        ? sql``
        : sql`and (transaction_id, sequence) < (${last.transactionId}, ${last.sequence})`
    const { rows } = await sql<EventPosition>`
      select transaction_id as "transactionId", sequence from events where ${owned} ${before}
      order by transaction_id desc, sequence desc
      offset ${Math.min(left, countBatchRows) - 1} limit 1`.execute(db)
    last = rows[0]
    if (last === undefined) return undefined
  }
  return last
}

/*
 * Deletes events beyond the limits of a store: first by age, then by count, oldest first.
 *
 * Each statement is a transaction of its own and handles one batch. A cleaning can stop anywhere: the next one goes on.
 * Two servers may clean the same store at the same time, and then delete the same rows once.
 *
 * Trade-off: the count is exact only between cleanings, so a store may hold more events than its limit for a while.
 */

/** Deletes events beyond the limits, of a store or (null) of no known store. Returns their number. */
export const cleanEvents = async (
  db: Database,
  identityStoreId: string | null,
  { before, count }: EventRetention,
): Promise<number> => {
  const owned = ownerCondition(identityStoreId)
  const aged = await deleteAll(db, sql`${owned} and at < ${before}`, 'at')
  if (!(await canHoldMore(db, owned, count))) return aged
  const surplus = await findSurplus(db, owned, count)
  if (surplus === undefined) return aged
  const from = sql`(transaction_id, sequence) <= (${surplus.transactionId}, ${surplus.sequence})`
  return aged + (await deleteAll(db, sql`${owned} and ${from}`, 'transaction_id, sequence'))
}
