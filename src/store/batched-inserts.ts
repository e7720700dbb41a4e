import { DatabaseUnavailable } from '../identity-center/errors.ts'
import { batchCalls } from './batch-calls.ts'
import type { Database } from './database.ts'
import { executeWithEvents } from './event-rows.ts'
import type { EventRow } from './event-types.ts'
import { type Counted, roomValues, rowsTogether } from './quota.ts'
import type { SerializedRow } from './resource-rows.ts'
import type { CheckedText } from './resource-texts.ts'
import type { Credential } from './store.ts'

/** Where somebody with a credential inserts a row, and below which number of its sequence. */
export interface InsertTarget {
  readonly credential: Credential
  readonly identityStoreId: string
  readonly below: number
}

export interface RowWithEvent {
  readonly row: SerializedRow
  readonly event: EventRow
}

/**
 * Inserts a row with others that come at the same time; says whether it did. Where one of them cannot go in, none of
 * them does: each has to go by itself, and is told why it cannot.
 */
export type BatchedInserts = (place: InsertTarget, row: RowWithEvent) => Promise<boolean>

const nameOf = ({ credential, identityStoreId, below }: InsertTarget): string =>
  `${credential.tokenId} ${credential.revision} ${identityStoreId} ${below}`

/** Inserts into a table; those that come at the same time are one statement for each credential. */
export const batchedInserts = (
  db: Database,
  table: Counted & { readonly texts: { readonly insert: CheckedText } },
): BatchedInserts =>
  batchCalls(rowsTogether, nameOf, async (place, asked: readonly RowWithEvent[]) => {
    if (asked.length === 1) return [false]
    const { credential, identityStoreId, below } = place
    const write = {
      text: table.texts.insert.checked,
      values: [
        ...[identityStoreId, JSON.stringify(asked.map(({ row }) => row))],
        ...roomValues(table, identityStoreId, below),
        ...[credential.tokenId, credential.revision],
      ],
    }
    const events = asked.map(({ event }) => event)
    const isWritten = await executeWithEvents(db, write, events).catch((error: unknown) => {
      if (error instanceof DatabaseUnavailable) throw error
      return false
    })
    return asked.map(() => isWritten)
  })
