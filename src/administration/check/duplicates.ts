import { findingOf } from '../../identity-center/finding.ts'
import { foldCase } from '../../identity-center/fold-case.ts'
import type { Finding } from '../../identity-center/rule.ts'
import { firstSeenValues } from '../files/first-seen.ts'
import type { Examined } from './examine.ts'

/** Finds unique values that an earlier row of this or a previous file already has. */
export type FindDuplicates = (
  examined: Examined,
  at: { readonly file: number; readonly line: number },
) => readonly Finding[]

/** Compares values as the store does: external ids exactly, other values case-insensitively. */
export const duplicateFinder = (files: readonly string[]): FindDuplicates => {
  const seen = firstSeenValues()
  return ({ type, unique, pointerOf }, at) =>
    unique.flatMap(({ rule, key, location, value }) => {
      const compared = key === 'externalId' ? value : foldCase(value)
      const before = seen.meet(`${type} ${key} ${compared}`, at)
      if (before === undefined) return []
      const where = before.file === at.file ? '' : ` of ${files[before.file]}`
      const violation = { location, value, note: `line ${before.line}${where} has it, too.` }
      return [findingOf(rule, violation, 'refused', pointerOf)]
    })
}
