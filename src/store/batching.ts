import { type BatchedInserts, batchedInserts } from './batched-inserts.ts'
import { type BatchedLookups, batchedLookups } from './batched-lookups.ts'
import type { CredentialCheck } from './credential-check.ts'
import type { Database } from './database.ts'
import type { EventRow } from './event-types.ts'
import { type LookupKey, lookupPlace } from './lookup-place.ts'
import { roomForMany, type SafeNumbers } from './quota.ts'
import type { SerializedRow } from './resource-rows.ts'
import type { ResourceTable } from './resource-table.ts'
import type { ShownResource } from './store.ts'

/** What requests do together in a table. */
export interface TableBatches {
  readonly lookups: BatchedLookups
  readonly inserts: BatchedInserts
}

/** For all requests to one database. */
export const tableBatches = <Keys>(db: Database, table: ResourceTable<Keys>): TableBatches => ({
  lookups: batchedLookups(db, table.table),
  inserts: batchedInserts(db, table),
})

/**
 * What one request does together with others, as long as its credential has not been seen to hold: that of all of them
 * is asked for at once. What it has to do alone, because it has none or for any other reason, is left undone.
 */
export const batching = <Keys>(
  credentialCheck: CredentialCheck,
  safeNumbers: SafeNumbers,
  table: ResourceTable<Keys>,
  shared: TableBatches | undefined,
) => ({
  /** The one row with an id or a unique key, if there is one; undefined: not done. */
  shown: async (
    identityStoreId: string,
    sought: LookupKey | undefined,
    after = 0,
  ): Promise<readonly ShownResource[] | undefined> => {
    const credential = credentialCheck.credential()
    const place = sought && lookupPlace(table.keys, sought)
    if (shared === undefined || credential === undefined || place === undefined) return undefined
    const { column, key } = place
    const found = await shared.lookups({ credential, identityStoreId, column }, key)
    credentialCheck.markValid()
    return found === undefined || found.sequence <= after ? [] : [found]
  },

  /** Whether the row was inserted. */
  insert: async (
    identityStoreId: string,
    row: SerializedRow,
    quota: number,
    event: EventRow | undefined,
  ): Promise<boolean> => {
    const credential = credentialCheck.credential()
    if (shared === undefined || credential === undefined || event === undefined) return false
    const below = roomForMany(safeNumbers, table, identityStoreId, quota)
    if (below <= 0) return false
    const isWritten = await shared.inserts({ credential, identityStoreId, below }, { row, event })
    if (isWritten) credentialCheck.markValid()
    return isWritten
  },
})
