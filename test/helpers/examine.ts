import t from 'tap'
import type { CheckedRule } from '../../src/identity-center/checked-rule.ts'
import { dialectOf, newestEpoch } from '../../src/identity-center/dialect.ts'
import type { EpochDate } from '../../src/identity-center/rule.ts'

/** Subjects that obey a rule, and subjects that break it; on a day when it was in force, where that is not today. */
export interface Examples<Subject> {
  readonly asOf?: EpochDate
  readonly obeys: readonly Subject[]
  readonly breaks: readonly Subject[]
  readonly alsoWarned?: readonly string[]
}

const titleOf = (subject: unknown): string =>
  JSON.stringify(subject)
    .replace(/[^ -~]/g, '?')
    .slice(0, 300)

/**
 * Holds a list of rules to its examples. A subject that obeys a rule breaks no rule of the list. A subject that breaks
 * it breaks that rule alone, but for rules that only warn and that the examples name. A rule without examples fails.
 */
export const examine = <Subject>(
  rules: readonly CheckedRule<Subject>[],
  examples: Readonly<Record<string, Examples<Subject>>>,
): void => {
  t.same(
    Object.keys(examples).sort(),
    rules.map(({ id }) => id).sort(),
    'every rule has examples, and only rules have',
  )

  for (const rule of rules) {
    const {
      asOf = newestEpoch,
      obeys,
      breaks,
      alsoWarned = [],
    } = examples[rule.id] ?? {
      obeys: [],
      breaks: [],
    }
    const dialect = dialectOf({}, asOf)
    const brokenBy = (subject: Subject) =>
      rules
        .filter((each) => dialect.level(each) !== 'off' && each.check(subject, dialect).length > 0)
        .map(({ id }) => id)

    t.test(`${rule.id}: ${rule.summary}`, async (t) => {
      t.ok(obeys.length > 0 && breaks.length > 0, 'has both kinds of examples')
      t.not(dialect.level(rule), 'off', 'is in force')
      const levels = rules.filter(({ id }) => alsoWarned.includes(id)).map(dialect.level)
      t.ok(levels.every((level) => level === 'warn'))
      for (const subject of obeys) t.same(brokenBy(subject), [], titleOf(subject))
      for (const subject of breaks) {
        const broken = brokenBy(subject).filter((id) => !alsoWarned.includes(id))
        t.same(broken, [rule.id], titleOf(subject))
      }
    })
  }
}
