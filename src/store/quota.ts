import { sql } from 'kysely'
import { type Database, inTransaction } from './database.ts'
import { retry } from './retry.ts'

/*
 * Quotas are exact, also over several servers, and creates do not queue on a counter.
 *
 * Every row of a table draws its number from one sequence, shared by all stores. A store therefore gains at
 * most as many rows as numbers are drawn. From this follows a safe number for each store and quota: as long as the
 * sequence is below it, the quota cannot be reached, and nothing is counted.
 *
 * A store is in one of three states, by its safe number:
 * - far from the quota: the sequence is below the safe number. The insert itself checks this, in one condition
 *   (`quotaConditionText`). Before the first count the safe number assumes that the store holds every number drawn.
 * - to be counted: the sequence has reached the safe number. The insert counts the rows of the store, one insert of
 *   the store at a time (lock 0), and a new safe number follows from the count.
 * - near the quota: the count comes within `uncountedRowsMax` of the quota, so uncommitted inserts could exceed it.
 *   The insert takes lock 1 exclusively, which waits for all of these inserts and stops new ones, and counts again.
 *   That count is exact. Inserts that find lock 1 taken come to be counted, too, and wait for lock 0.
 *
 * Trade-off: within `concurrentInsertsMax` rows of the quota, every create counts, one after the other. Safe numbers
 * are kept in memory. Other stores use numbers up, too, so a store is counted now and then without having grown.
 *
 * Failure: if more than `concurrentInsertsMax` statements insert at the same time, over all servers, the quota may be
 * exceeded by the number of those above the limit. A rollback loses numbers, which only makes safe numbers too low.
 */

/** An upper bound of inserting statements in flight: connections times servers. */
const concurrentInsertsMax = 100

/** How many rows a batched insert has (`batched-inserts.ts`). */
export const batchRowsMax = 20

/** How many rows may be in flight, and so be missed by a count: batches and single inserts. */
const uncountedRowsMax = (batchRowsMax + 1) * concurrentInsertsMax

/** A table with a quota for each store, and the sequence that its rows draw their numbers from. */
export interface QuotaTable {
  readonly table: 'users' | 'groups'
  readonly sequence: 'user_sequence' | 'group_sequence'
}

/** The safe numbers, by table, store and quota. */
export interface SafeNumbers {
  readonly get: (key: string) => number | undefined
  readonly set: (key: string, safeNumber: number) => void
}

/** The safe numbers of a transaction. Its deletions count for itself alone until `keep` is called, after its commit. */
export const transactionSafeNumbers = (known: SafeNumbers): SafeNumbers & { keep: () => void } => {
  const own = new Map<string, number>()
  return {
    get: (key) => own.get(key) ?? known.get(key),
    set: (key, safeNumber) => void own.set(key, safeNumber),
    keep: () => own.forEach((safeNumber, key) => void known.set(key, safeNumber)),
  }
}

const lockKey = ({ table }: QuotaTable, identityStoreId: string) => `${table} ${identityStoreId}`

const safeNumberKey = ({ table }: QuotaTable, identityStoreId: string, quota: number) =>
  `${table} ${identityStoreId} ${quota}`

/** Takes lock 0: until this transaction ends, no other counts the rows of the store. */
export const lockQuota = async (
  db: Database,
  table: QuotaTable,
  identityStoreId: string,
): Promise<void> => {
  const key = lockKey(table, identityStoreId)
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(db)
}

/** Takes both locks: waits for all uncommitted inserts, and stops new ones until this transaction ends. */
const lockQuotaExclusively = async (db: Database, table: QuotaTable, identityStoreId: string) => {
  const key = lockKey(table, identityStoreId)
  await sql`
    select pg_advisory_xact_lock(hashtextextended(${key}, 0)),
           pg_advisory_xact_lock(hashtextextended(${key}, 1))`.execute(db)
}

/**
 * The SQL condition under which a statement may insert rows: it shares lock 1, and the sequence is below a number.
 * The lock comes first. In the other order, numbers drawn between the two would be missed.
 */
export const quotaConditionText = ({ sequence }: Pick<QuotaTable, 'sequence'>): string =>
  `case when pg_try_advisory_xact_lock_shared(hashtextextended(?::text, 1))
    then (select last_value from ${sequence}) < ?::bigint else false end`

/** The values of that condition. */
export const quotaConditionValues = (table: QuotaTable, identityStoreId: string, below: number) =>
  [lockKey(table, identityStoreId), below] as const

const getSafeNumber = (safeNumbers: SafeNumbers, key: string, quota: number): number =>
  safeNumbers.get(key) ?? quota - uncountedRowsMax

/**
 * The number below which a batch may insert its rows. It leaves space for the rows of all batches in flight. After a
 * count near the quota it is below the sequence, so that no batch inserts rows there.
 */
export const batchLimit = (
  safeNumbers: SafeNumbers,
  table: QuotaTable,
  identityStoreId: string,
  quota: number,
): number => {
  const key = safeNumberKey(table, identityStoreId, quota)
  return getSafeNumber(safeNumbers, key, quota) - batchRowsMax * concurrentInsertsMax
}

const countRows = async (
  db: Database,
  { table, sequence }: QuotaTable,
  identityStoreId: string,
) => {
  const { rows } = await sql<{ held: number; drawn: number }>`
    select (select count(*) from ${sql.table(table)} where identity_store_id = ${identityStoreId}) as held,
           (select last_value from ${sql.table(sequence)}) as drawn`.execute(db)
  return rows[0] ?? { held: 0, drawn: 0 }
}

/**
 * Inserts a row unless the store holds `quota` rows. `insert` inserts it if the sequence is below the number that it
 * is given, and returns whether it did.
 */
export const insertWithinQuota = async (
  db: Database,
  safeNumbers: SafeNumbers,
  table: QuotaTable,
  identityStoreId: string,
  quota: number,
  insert: (db: Database, below: number) => Promise<boolean>,
): Promise<'inserted' | 'quota'> => {
  const key = safeNumberKey(table, identityStoreId, quota)
  const safeNumber = getSafeNumber(safeNumbers, key, quota)
  if (safeNumber > 0 && (await insert(db, safeNumber))) return 'inserted'

  const count = async (db: Database) => {
    if (quota > uncountedRowsMax) {
      await lockQuota(db, table, identityStoreId)
      const first = await countRows(db, table, identityStoreId)
      if (first.held < quota - uncountedRowsMax) return { ...first, margin: uncountedRowsMax }
    }
    await lockQuotaExclusively(db, table, identityStoreId)
    return { ...(await countRows(db, table, identityStoreId)), margin: concurrentInsertsMax }
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
