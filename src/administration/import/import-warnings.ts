import type { Finding } from '../../identity-center/rule.ts'
import type { ImportWarning } from './import-request.ts'

/** Distinct warnings that are kept. Further ones are left out: unknown attributes can have any number of names. */
const kindsMax = 1_000

/** Counts warnings by rule and attribute. */
export const importWarnings = () => {
  const warnings = new Map<string, ImportWarning>()

  const add = (
    first: string,
    { ruleId, path, sentence }: Pick<ImportWarning, 'ruleId' | 'path' | 'sentence'>,
  ) => {
    const key = `${ruleId} ${path}`
    const known = warnings.get(key)
    if (known === undefined && warnings.size >= kindsMax) return
    warnings.set(key, {
      ...(known ?? { ruleId, path, first, sentence }),
      count: (known?.count ?? 0) + 1,
    })
  }

  return {
    add,
    /** Adds the findings of one row; each rule and attribute counts once. */
    addFindings: (first: string, findings: readonly Finding[]) => {
      const kinds = new Map(
        findings.map((finding) => [`${finding.ruleId} ${finding.path}`, finding]),
      )
      for (const finding of kinds.values()) add(first, finding)
    },
    list: (): readonly ImportWarning[] =>
      [...warnings.values()].sort((one, other) => other.count - one.count),
  }
}
