import { sql } from 'kysely'
import { type Database, inTransaction } from './database.ts'

/**
 * How many rows may be on their way in, over all replicas, while others are counted: connections
 * times replicas, amply.
 */
const MARGIN = 100

/** A table of which a store may hold so many rows. */
export interface Counted {
  readonly table: 'users' | 'groups'
  readonly sequence: 'user_sequence' | 'group_sequence'
}

/** Up to which sequence number rows may be added without counting; by table, store and quota. */
export interface SafeNumbers {
  readonly get: (key: string) => number | undefined
  readonly set: (key: string, safe: number) => void
}

/** What a transaction learns, for it alone: its deletions may never come true. `keep` when it has committed. */
export const learntInTransaction = (known: SafeNumbers): SafeNumbers & { keep: () => void } => {
  const learnt = new Map<string, number>()
  return {
    get: (key) => learnt.get(key) ?? known.get(key),
    set: (key, safe) => void learnt.set(key, safe),
    keep: () => learnt.forEach((safe, key) => void known.set(key, safe)),
  }
}

/** Whoever counts the rows of a store waits until this transaction ends, however great the quota is that they count for. */
export const lockQuota = async (
  db: Database,
  { table }: Counted,
  identityStoreId: string,
): Promise<void> => {
  const key = `${table} ${identityStoreId}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(db)
}

const census = async (db: Database, { table, sequence }: Counted, identityStoreId: string) => {
  const { rows } = await sql<{ held: number; drawn: number }>`
    select (select count(*) from ${sql.table(table)} where identity_store_id = ${identityStoreId}) as held,
           (select last_value from ${sql.table(sequence)}) as drawn`.execute(db)
  return rows[0] ?? { held: 0, drawn: 0 }
}

/**
 * Inserts a row unless the store holds `quota` of them, without a counter on which creates would
 * queue up. Every row of every store draws its number from one sequence, so a store gains no more
 * rows than numbers are drawn: while the sequence stands below a safe number, the quota cannot be
 * reached and nothing is counted. Only past that are the rows counted, one insert of the store
 * after the other, and a new safe number follows from the count. `insert` adds the row if the
 * sequence stands below the number it is given, and says whether it did.
 */
export const insertWithinQuota = async (
  db: Database,
  safeNumbers: SafeNumbers,
  counted: Counted,
  identityStoreId: string,
  quota: number,
  insert: (db: Database, below: number) => Promise<boolean>,
): Promise<'inserted' | 'quota'> => {
  const key = `${counted.table} ${identityStoreId} ${quota}`
  const safe = safeNumbers.get(key) ?? quota - MARGIN
  if (safe > 0 && (await insert(db, safe))) return 'inserted'

  return inTransaction(db, async (db) => {
    await lockQuota(db, counted, identityStoreId)
    const { held, drawn } = await census(db, counted, identityStoreId)
    if (held >= quota) return 'quota'
    await insert(db, Number.MAX_SAFE_INTEGER)
    safeNumbers.set(key, drawn + quota - held - MARGIN)
    return 'inserted'
  })
}
