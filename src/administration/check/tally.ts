import type { Finding } from '../../identity-center/rule.ts'
import type { CheckedRow, Verdict } from './checked.ts'

/** The number of rows with the same rule, attribute and severity, and the first such row. */
export interface ViolationCount {
  readonly ruleId: string
  readonly severity: Finding['severity']
  readonly path: string
  readonly count: number
  readonly firstLine: number
  readonly remedy: string
}

/** The totals of a check. */
export interface Tally {
  readonly rows: number
  readonly refused: number
  readonly warned: number
  readonly fine: number
  readonly alreadyThere: number
  /** Refusals before warnings, the most frequent first. */
  readonly violations: readonly ViolationCount[]
}

/** Distinct violations that are counted. Further ones are left out: unknown attributes can have any number of names. */
const kindsMax = 1_000

/** Counts the findings of a check, row by row. */
export const createTally = () => {
  const counts: Record<Verdict, number> = { refused: 0, warned: 0, fine: 0 }
  const violations = new Map<string, ViolationCount>()
  let alreadyThere = 0

  const count = (line: number, { ruleId, severity, path, remedy }: Finding) => {
    const key = `${severity} ${ruleId} ${path}`
    const known = violations.get(key)
    if (known === undefined && violations.size >= kindsMax) return
    const one = { ruleId, severity, path, count: 0, firstLine: line, remedy }
    violations.set(key, { ...(known ?? one), count: (known?.count ?? 0) + 1 })
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
      violations: [...violations.values()].sort(
        (one, other) =>
          Number(other.severity === 'refused') - Number(one.severity === 'refused') ||
          other.count - one.count,
      ),
    }),
  }
}
