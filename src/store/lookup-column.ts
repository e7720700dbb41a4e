import { isId } from './keys.ts'
import type { KeyColumn } from './resource-rows.ts'

/** A filter, or the part of it that may name one row: an attribute and its value. */
export interface LookupKey {
  readonly by: string
  readonly value?: string
}

/** The unique column that a look-up searches, and the value as the column stores it. Undefined if it has none. */
export const findLookupColumn = <Keys>(
  keys: readonly KeyColumn<Keys>[],
  { by, value = '' }: LookupKey,
) => {
  if (by === 'id') return isId(value) ? { column: 'id', key: value } : undefined
  const found = keys.find(({ name }) => name === by)
  const key = found?.key(value)
  return found && key ? { column: found.column, key } : undefined
}
