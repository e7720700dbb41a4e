import { isId } from './keys.ts'
import type { KeyColumn } from './resource-rows.ts'

/** What a filter asks for, or part of it. */
export interface LookupKey {
  readonly by: string
  readonly value?: string
}

/** The column in which what is sought stands once, if it is an id or a unique key; and the value as it stands there. */
export const lookupPlace = <Keys>(
  keys: readonly KeyColumn<Keys>[],
  { by, value = '' }: LookupKey,
) => {
  if (by === 'id') return isId(value) ? { column: 'id', key: value } : undefined
  const found = keys.find(({ name }) => name === by)
  const key = found?.key(value)
  return found && key ? { column: found.column, key } : undefined
}
