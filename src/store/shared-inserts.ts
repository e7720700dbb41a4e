import { DatabaseUnavailable } from '../identity-center/errors.ts'
import type { Database } from './database.ts'
import { executeWithEvents } from './event-rows.ts'
import type { EventRow } from './event-types.ts'
import { type Counted, roomValues, rowsTogether } from './quota.ts'
import type { TravellingRow } from './resource-rows.ts'
import type { GuardedText } from './resource-texts.ts'
import type { Credential } from './store.ts'
import { together } from './together.ts'

/** Where somebody with a credential inserts a row, and below which number of its sequence. */
export interface InsertPlace {
  readonly credential: Credential
  readonly identityStoreId: string
  readonly below: number
}

export interface RowWithEvent {
  readonly row: TravellingRow
  readonly event: EventRow
}

/**
 * Inserts a row with others that come at the same time; says whether it did. Where one of them cannot go in, none of
 * them does: each has to go by itself, and is told why it cannot.
 */
export type SharedInserts = (place: InsertPlace, row: RowWithEvent) => Promise<boolean>

const nameOf = ({ credential, identityStoreId, below }: InsertPlace): string =>
  `${credential.tokenId} ${credential.revision} ${identityStoreId} ${below}`

/** Inserts into a table; those that come at the same time are one statement for each credential. */
export const sharedInserts = (
  db: Database,
  table: Counted & { readonly texts: { readonly insert: GuardedText } },
): SharedInserts =>
  together(rowsTogether, nameOf, async (place, asked: readonly RowWithEvent[]) => {
    if (asked.length === 1) return [false]
    const { credential, identityStoreId, below } = place
    const write = {
      text: table.texts.insert.guarded,
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
