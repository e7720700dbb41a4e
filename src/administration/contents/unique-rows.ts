import { foldCase } from '../../identity-center/fold-case.ts'
import { type FirstSeen, firstSeenValues } from '../files/first-seen.ts'
import type { ContentRow } from './content-row.ts'

/** Where a row stands. */
interface Place {
  readonly file: number
  readonly line: number
}

/** What a row and one before it, or none before it, make impossible. */
export interface DuplicateValue {
  /** What is taken, or refers to nothing: `userName "ada"`. */
  readonly what: string
  /** Who has it; undefined where it refers to nothing. */
  readonly before: Place | undefined
}

/** Values are compared as the store does: ids and external ids as they stand, all else without regard to case. */
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

const compared = (name: string, value: string) =>
  ['userName', 'email', 'displayName'].includes(name) ? foldCase(value) : value

const find = (seen: FirstSeen, kind: ContentRow['kind'], name: string, value: string) =>
  seen.find(`${kind} ${name} ${compared(name, value)}`)

/** Remembers rows, and says what in each clashes with those before it; the references of memberships, if asked, too. */
export const duplicateValueFinder = () => {
  const seen = firstSeenValues()
  return {
    add: (row: ContentRow, at: Place): readonly DuplicateValue[] =>
      uniqueValues(row).flatMap(([name, value]) => {
        const before = seen.meet(`${row.kind} ${name} ${compared(name, value)}`, at)
        return before === undefined ? [] : [{ what: `${name} ${JSON.stringify(value)}`, before }]
      }),
    /** Which of the two that a membership joins were not among the rows. */
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
