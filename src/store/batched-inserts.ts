import { DatabaseUnavailable } from '../identity-center/errors.ts'
import { batchCalls } from './batch-calls.ts'
import type { Database } from './database.ts'
import { executeWithEvents } from './event-rows.ts'
import type { EventRow } from './event-types.ts'
import { batchRowsMax, type QuotaTable, quotaConditionValues } from './quota.ts'
import type { SerializedRow } from './resource-rows.ts'
import type { CheckedText } from './resource-texts.ts'
import type { Credential } from './store.ts'

/*
 * Batched inserts: concurrent creates of one credential, in one store, become one statement with all rows and events.
 *
 * The statement is all or nothing. It writes nothing if the credential has changed, the quota is near, or one row
 * violates a constraint. Then every call of the batch returns false and inserts its row alone, with its own statement
 * and error. So a batch with one bad row costs one wasted statement, and no create fails because of another.
 * A batch of one call returns false at once: the single-row path is as cheap and says why a row is refused.
 *
 * Failure: if the database is unavailable, every call of the batch fails with DatabaseUnavailable. A commit may have
 * been lost on the way, so no call may insert its row again.
 */

/** The calls that may share a statement: one credential, one store, and one limit of the sequence (`quota.ts`). */
export interface InsertTarget {
  readonly credential: Credential
  readonly identityStoreId: string
  readonly below: number
}

export interface RowWithEvent {
  readonly row: SerializedRow
  readonly event: EventRow
}

/** Inserts a row in a batch. Returns false if the batch was not written: the caller then inserts the row alone. */
export type BatchedInserts = (target: InsertTarget, row: RowWithEvent) => Promise<boolean>

const batchKey = ({ credential, identityStoreId, below }: InsertTarget): string =>
  `${credential.tokenId} ${credential.revision} ${identityStoreId} ${below}`

/** The batched inserts into a table, for all requests of this process. */
export const batchedInserts = (
  db: Database,
  table: QuotaTable & { readonly texts: { readonly insert: CheckedText } },
): BatchedInserts =>
  batchCalls(batchRowsMax, batchKey, async (target, batch: readonly RowWithEvent[]) => {
    if (batch.length === 1) return [false]
    const { credential, identityStoreId, below } = target
    const write = {
      text: table.texts.insert.checked,
      values: [
        ...[identityStoreId, JSON.stringify(batch.map(({ row }) => row))],
        ...quotaConditionValues(table, identityStoreId, below),
        ...[credential.tokenId, credential.revision],
      ],
    }
    const events = batch.map(({ event }) => event)
    const isWritten = await executeWithEvents(db, write, events).catch((error: unknown) => {
      if (error instanceof DatabaseUnavailable) throw error
      return false
    })
    return batch.map(() => isWritten)
  })
