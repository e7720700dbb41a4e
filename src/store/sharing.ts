import type { Database } from './database.ts'
import type { EventRow } from './event-types.ts'
import type { Guard } from './guard.ts'
import { isId } from './keys.ts'
import { roomForMany, type SafeNumbers } from './quota.ts'
import type { KeyColumn, TravellingRow } from './resource-rows.ts'
import type { ResourceTable } from './resources.ts'
import { type SharedInserts, sharedInserts } from './shared-inserts.ts'
import { type SharedLooks, sharedLooks } from './shared-looks.ts'
import type { ShownResource } from './store.ts'

/** What requests do together in a table. */
export interface Shared {
  readonly looks: SharedLooks
  readonly inserts: SharedInserts
}

/** For all requests to one database. */
export const sharedOf = <Keys>(db: Database, table: ResourceTable<Keys>): Shared => ({
  looks: sharedLooks(db, table.table),
  inserts: sharedInserts(db, table),
})

/** What a filter asks for, or part of it. */
export interface Sought {
  readonly by: string
  readonly value?: string
}

/** The column in which what is sought stands once, if it is an id or a unique key; and the value as it stands there. */
export const placeOf = <Keys>(keys: readonly KeyColumn<Keys>[], { by, value = '' }: Sought) => {
  if (by === 'id') return isId(value) ? { column: 'id', key: value } : undefined
  const found = keys.find(({ name }) => name === by)
  const key = found?.key(value)
  return found && key ? { column: found.column, key } : undefined
}

/**
 * What one request does together with others, as long as its credential has not been seen to hold: that of all of them
 * is asked for at once. What it has to do alone, because it has none or for any other reason, is left undone.
 */
export const sharing = <Keys>(
  guard: Guard,
  safeNumbers: SafeNumbers,
  table: ResourceTable<Keys>,
  shared: Shared | undefined,
) => ({
  /** The one row with an id or a unique key, if there is one; undefined: not done. */
  shown: async (
    identityStoreId: string,
    sought: Sought | undefined,
    after = 0,
  ): Promise<readonly ShownResource[] | undefined> => {
    const credential = guard.credential()
    const place = sought && placeOf(table.keys, sought)
    if (shared === undefined || credential === undefined || place === undefined) return undefined
    const { column, key } = place
    const found = await shared.looks({ credential, identityStoreId, column }, key)
    guard.held()
    return found === undefined || found.sequence <= after ? [] : [found]
  },

  /** Whether the row was inserted. */
  insert: async (
    identityStoreId: string,
    row: TravellingRow,
    quota: number,
    event: EventRow | undefined,
  ): Promise<boolean> => {
    const credential = guard.credential()
    if (shared === undefined || credential === undefined || event === undefined) return false
    const below = roomForMany(safeNumbers, table, identityStoreId, quota)
    if (below <= 0) return false
    const isWritten = await shared.inserts({ credential, identityStoreId, below }, { row, event })
    if (isWritten) guard.held()
    return isWritten
  },
})
