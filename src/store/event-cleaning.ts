import { type RawBuilder, sql } from 'kysely'
import type { Database } from './database.ts'
import type { EventPosition } from './event-position.ts'
import type { EventRetention } from './event-types.ts'

/** As many as are deleted, or counted, before others have their turn: a few milliseconds' worth. */
const deletedAtOnce = 500
const countedAtOnce = 20_000

/** Who the events belong to, as its index has it. */
const ownedBy = (identityStoreId: string | null): RawBuilder<unknown> =>
  identityStoreId === null
    ? sql`identity_store_id is null`
    : sql`identity_store_id = ${identityStoreId}`

const deleteBatch = async (db: Database, condition: RawBuilder<unknown>, order: string) => {
  const { numAffectedRows } = await sql`
    delete from events where ctid = any(array(
      select ctid from events where ${condition} order by ${sql.raw(order)} limit ${deletedAtOnce}))`.execute(
    db,
  )
  return Number(numAffectedRows ?? 0)
}

const deleteAll = async (db: Database, condition: RawBuilder<unknown>, order: string) => {
  let deleted = 0
  for (;;) {
    const batch = await deleteBatch(db, condition, order)
    deleted += batch
    if (batch < deletedAtOnce) return deleted
  }
}

/** Numbers are drawn for the events of all stores: one that has drawn fewer than `count` since its oldest has no more. */
const canHoldMore = async (db: Database, owned: RawBuilder<unknown>, count: number) => {
  const { rows } = await sql<{ drawn: number | null }>`
    select (select last_value from event_sequence) - sequence + 1 as drawn from events
    where ${owned} order by transaction_id, sequence limit 1`.execute(db)
  return (rows[0]?.drawn ?? 0) > count
}

/** The newest event that is one too many. */
const findSurplus = async (
  db: Database,
  owned: RawBuilder<unknown>,
  count: number,
): Promise<EventPosition | undefined> => {
  let last: EventPosition | undefined
  for (let left = count + 1; left > 0; left -= countedAtOnce) {
    const before =
      last === undefined
        ? sql``
        : sql`and (transaction_id, sequence) < (${last.transactionId}, ${last.sequence})`
    const { rows } = await sql<EventPosition>`
      select transaction_id as "transactionId", sequence from events where ${owned} ${before}
      order by transaction_id desc, sequence desc
      offset ${Math.min(left, countedAtOnce) - 1} limit 1`.execute(db)
    last = rows[0]
    if (last === undefined) return undefined
  }
  return last
}

/** Deletes what need not be kept of one store's events, or of the events of strangers (null); says how many. */
export const cleanEvents = async (
  db: Database,
  identityStoreId: string | null,
  { before, count }: EventRetention,
): Promise<number> => {
  const owned = ownedBy(identityStoreId)
  const aged = await deleteAll(db, sql`${owned} and at < ${before}`, 'at')
  if (!(await canHoldMore(db, owned, count))) return aged
  const surplus = await findSurplus(db, owned, count)
  if (surplus === undefined) return aged
  const from = sql`(transaction_id, sequence) <= (${surplus.transactionId}, ${surplus.sequence})`
  return aged + (await deleteAll(db, sql`${owned} and ${from}`, 'transaction_id, sequence'))
}
