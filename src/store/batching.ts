import { type BatchedInserts, batchedInserts } from './batched-inserts.ts'
import { type BatchedLookups, batchedLookups } from './batched-lookups.ts'
import type { CredentialCheck } from './credential-check.ts'
import type { Database } from './database.ts'
import type { EventRow } from './event-types.ts'
import { findLookupColumn, type LookupKey } from './lookup-column.ts'
import { batchLimit, type SafeNumbers } from './quota.ts'
import type { SerializedRow } from './resource-rows.ts'
import type { ResourceTable } from './resource-table.ts'
import type { ShownResource } from './store.ts'

/*
 * What one request may batch with concurrent ones (`batch-calls.ts`): a look-up by id or unique key, and an insert.
 *
 * A request batches only its first statement, because that statement checks its credential: requests of one
 * credential then share the check. A query is not batched, and returns "not batched" to its caller, if
 * - the request has no credential, or a statement has confirmed it already (`credential-check.ts`),
 * - the request runs in a transaction (no batches are passed),
 * - a look-up does not name one row, or an insert has no event or is near the quota (`quota.ts`).
 * The caller then executes its own statement.
 */

/** The batches of one table. All requests of this process share them. */
export interface TableBatches {
  readonly lookups: BatchedLookups
  readonly inserts: BatchedInserts
}

/** The batches of one table in a database. */
export const tableBatches = <Keys>(db: Database, table: ResourceTable<Keys>): TableBatches => ({
  lookups: batchedLookups(db, table.table),
  inserts: batchedInserts(db, table),
})

/** The queries of one request that may join a batch. */
export const batchedQueries = <Keys>(
  credentialCheck: CredentialCheck,
  safeNumbers: SafeNumbers,
  table: ResourceTable<Keys>,
  batches: TableBatches | undefined,
) => ({
  /** The one row with an id or unique key, in a list; an empty list if there is none. Undefined if not batched. */
  lookUp: async (
    identityStoreId: string,
    lookupKey: LookupKey | undefined,
    after = 0,
  ): Promise<readonly ShownResource[] | undefined> => {
    const credential = credentialCheck.credential()
    const lookup = lookupKey && findLookupColumn(table.keys, lookupKey)
    if (batches === undefined || credential === undefined || lookup === undefined) return undefined
    const { column, key } = lookup
    const found = await batches.lookups({ credential, identityStoreId, column }, key)
    credentialCheck.markValid()
    return found === undefined || found.sequence <= after ? [] : [found]
  },

  /** Inserts a row. Returns false if it was not inserted, for any reason: the caller inserts it alone. */
  insert: async (
    identityStoreId: string,
    row: SerializedRow,
    quota: number,
    event: EventRow | undefined,
  ): Promise<boolean> => {
    const credential = credentialCheck.credential()
    if (batches === undefined || credential === undefined || event === undefined) return false
    const below = batchLimit(safeNumbers, table, identityStoreId, quota)
    if (below <= 0) return false
    const isWritten = await batches.inserts({ credential, identityStoreId, below }, { row, event })
    if (isWritten) credentialCheck.markValid()
    return isWritten
  },
})
