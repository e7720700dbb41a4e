import type { Finding } from '../../identity-center/rule.ts'
import type { CheckedRow, Verdict } from './checked.ts'

/** How many rows break one rule at one attribute in one way, and the first of them. */
export interface ViolationCount {
  readonly ruleId: string
  readonly severity: Finding['severity']
  readonly path: string
  readonly count: number
  readonly firstLine: number
  readonly remedy: string
}

/** What a check has come to. */
export interface Tally {
  readonly rows: number
  readonly refused: number
  readonly warned: number
  readonly fine: number
  readonly alreadyThere: number
  /** The most frequent first, refusals before warnings. */
  readonly breaches: readonly ViolationCount[]
}

/** Unknown attributes could have any number of names. */
const kindsMax = 1_000

/** Counts what a check has found, row by row. */
export const tallying = () => {
  const counts: Record<Verdict, number> = { refused: 0, warned: 0, fine: 0 }
  const brokenRules = new Map<string, ViolationCount>()
  let alreadyThere = 0

  const count = (line: number, { ruleId, severity, path, remedy }: Finding) => {
    const key = `${severity} ${ruleId} ${path}`
    const known = brokenRules.get(key)
    if (known === undefined && brokenRules.size >= kindsMax) return
    const one = { ruleId, severity, path, count: 0, firstLine: line, remedy }
    brokenRules.set(key, { ...(known ?? one), count: (known?.count ?? 0) + 1 })
  }

  return {
    add: (row: CheckedRow) => {
      counts[row.verdict]++
      if (row.alreadyThere) alreadyThere++
      const kinds = new Map(
        row.findings.map((finding) => [
          `${finding.severity} ${finding.ruleId} ${finding.path}`,
          finding,
        ]),
      )
      for (const finding of kinds.values()) count(row.line, finding)
    },
    result: (): Tally => ({
      rows: counts.refused + counts.warned + counts.fine,
      ...counts,
      alreadyThere,
      breaches: [...brokenRules.values()].sort(
        (one, other) =>
          Number(other.severity === 'refused') - Number(one.severity === 'refused') ||
          other.count - one.count,
      ),
    }),
  }
}
