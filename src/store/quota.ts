import { sql } from 'kysely'
import { type Database, inTransaction } from './database.ts'
import { retry } from './retry.ts'

/**
 * How many statements may be on their way, over all replicas, that insert a row without counting: connections times
 * replicas, amply.
 */
const margin = 100

/** How many rows at the most such a statement inserts where requests do it together. */
export const rowsTogether = 20

/** How many rows may be on their way in while others are counted, and be uncounted. */
const uncounted = (rowsTogether + 1) * margin

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

const lockKey = ({ table }: Counted, identityStoreId: string) => `${table} ${identityStoreId}`

/** Whoever counts the rows of a store waits until this transaction ends, however great the quota is that they count for. */
export const lockQuota = async (
  db: Database,
  counted: Counted,
  identityStoreId: string,
): Promise<void> => {
  const key = lockKey(counted, identityStoreId)
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(db)
}

/**
 * The condition under which a row may be added: the sequence stands below a number. Whoever adds one shares a lock, and
 * adds none while a counter near the limit has it alone. The lock comes first: a number that was drawn before is seen.
 */
export const roomText = ({ sequence }: Pick<Counted, 'sequence'>): string =>
  `case when pg_try_advisory_xact_lock_shared(hashtextextended(?::text, 1))
    then (select last_value from ${sequence}) < ?::bigint else false end`

/** The values of that condition. */
export const roomValues = (counted: Counted, identityStoreId: string, below: number) =>
  [lockKey(counted, identityStoreId), below] as const

const safeKey = ({ table }: Counted, identityStoreId: string, quota: number) =>
  `${table} ${identityStoreId} ${quota}`

/** Below which number a row may be added uncounted; every row has drawn one, whichever store it is of. */
const safeNumberOf = (safeNumbers: SafeNumbers, key: string, quota: number): number =>
  safeNumbers.get(key) ?? quota - uncounted

/** The same for many rows at once; none where the number comes from a count that waited for rows on their way. */
export const roomForMany = (
  safeNumbers: SafeNumbers,
  counted: Counted,
  identityStoreId: string,
  quota: number,
): number =>
  safeNumberOf(safeNumbers, safeKey(counted, identityStoreId, quota), quota) - rowsTogether * margin

/** The same, and rows that are on their way in uncounted are waited for; none else comes in until this transaction ends. */
const lockAll = async (db: Database, counted: Counted, identityStoreId: string) => {
  const key = lockKey(counted, identityStoreId)
  await sql`
    select pg_advisory_xact_lock(hashtextextended(${key}, 0)),
           pg_advisory_xact_lock(hashtextextended(${key}, 1))`.execute(db)
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
 * after the other, and a new safe number follows from the count. Where the count comes near the
 * quota, it is taken again once no row is on its way in that nobody has counted, however slow.
 * `insert` adds the row if there is room below the number it is given, and says whether it did.
 */
export const insertWithinQuota = async (
  db: Database,
  safeNumbers: SafeNumbers,
  counted: Counted,
  identityStoreId: string,
  quota: number,
  insert: (db: Database, below: number) => Promise<boolean>,
): Promise<'inserted' | 'quota'> => {
  const key = safeKey(counted, identityStoreId, quota)
  const safe = safeNumberOf(safeNumbers, key, quota)
  if (safe > 0 && (await insert(db, safe))) return 'inserted'

  const count = async (db: Database) => {
    if (quota > uncounted) {
      await lockQuota(db, counted, identityStoreId)
      const first = await census(db, counted, identityStoreId)
      if (first.held < quota - uncounted) return { ...first, margin: uncounted }
    }
    await lockAll(db, counted, identityStoreId)
    return { ...(await census(db, counted, identityStoreId)), margin }
  }
  const countAndInsert = () =>
    inTransaction(db, async (db) => {
      const { held, drawn, margin } = await count(db)
      if (held >= quota) return 'quota'
      await insert(db, Number.MAX_SAFE_INTEGER)
      safeNumbers.set(key, drawn + quota - held - margin)
      return 'inserted'
    })
  return db.isTransaction ? countAndInsert() : retry(countAndInsert)
}
