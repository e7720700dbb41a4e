import { foldCase } from '../../identity-center/fold-case.ts'
import { type FirstSeen, firstSeenValues } from '../files/first-seen.ts'
import type { ContentRow } from './content-row.ts'

/** The position of a row: index of the file, and line from 1. */
interface Place {
  readonly file: number
  readonly line: number
}

/** A duplicate value, or a reference to a row that does not exist. */
export interface DuplicateValue {
  /** The value: `userName "ada"`. */
  readonly what: string
  /** The row that has the value; undefined for a missing reference. */
  readonly before: Place | undefined
}

/** The values of a row that must be unique in its store. */
const uniqueValues = (row: ContentRow): readonly (readonly [name: string, value: string])[] => {
  if (row.kind === 'membership') {
    return [
      ['id', row.id],
      ['group and user', `${row.groupId} ${row.userId}`],
    ]
  }
  return [['id', row.id], ...Object.entries(row.keys)].flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
}

/** Compares values as the store does: ids and external ids exactly, other values case-insensitively. */
const comparableValue = (name: string, value: string) =>
  ['userName', 'email', 'displayName'].includes(name) ? foldCase(value) : value

const find = (seen: FirstSeen, kind: ContentRow['kind'], name: string, value: string) =>
  seen.find(`${kind} ${name} ${comparableValue(name, value)}`)

/** Finds values that an earlier row has, and references of memberships to rows that were not added. */
export const duplicateValueFinder = () => {
  const seen = firstSeenValues()
  return {
    add: (row: ContentRow, at: Place): readonly DuplicateValue[] =>
      uniqueValues(row).flatMap(([name, value]) => {
        const before = seen.meet(`${row.kind} ${name} ${comparableValue(name, value)}`, at)
        return before === undefined ? [] : [{ what: `${name} ${JSON.stringify(value)}`, before }]
      }),
    /** The group and user of a membership that were not added. */
    missing: (row: ContentRow): readonly DuplicateValue[] => {
      if (row.kind !== 'membership') return []
      const ends = [
        ['group', row.groupId],
        ['user', row.userId],
      ] as const
      return ends
        .filter(([kind, id]) => find(seen, kind, 'id', id) === undefined)
        .map(([kind, id]) => ({ what: `${kind} ${JSON.stringify(id)}`, before: undefined }))
    },
  }
}
