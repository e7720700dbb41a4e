import t from 'tap'
import type { CheckedRule } from '../../src/identity-center/checked-rule.ts'
import { dialectOf, newestEpoch } from '../../src/identity-center/dialect.ts'
import type { EpochDate } from '../../src/identity-center/rule.ts'

/** Subjects that keep a rule, and subjects that break it; on a day when it was in force, where that is not today. */
export interface Examples<Subject> {
  readonly asOf?: EpochDate
  readonly keeps: readonly Subject[]
  readonly breaks: readonly Subject[]
}

const titleOf = (subject: unknown): string =>
  JSON.stringify(subject)
    .replace(/[^ -~]/g, '?')
    .slice(0, 300)

/**
 * Holds a list of rules to its examples. What keeps a rule breaks none that refuses; what breaks it breaks no other one
 * that refuses. A rule without examples fails.
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
    const { asOf = newestEpoch, keeps, breaks } = examples[rule.id] ?? { keeps: [], breaks: [] }
    const dialect = dialectOf({}, asOf)
    const brokenBy = (subject: Subject) =>
      rules.filter(
        (each) => dialect.level(each) !== 'off' && each.check(subject, dialect).length > 0,
      )

    t.test(`${rule.id}: ${rule.summary}`, async (t) => {
      t.ok(keeps.length > 0 && breaks.length > 0, 'has both kinds of examples')
      t.notOk(dialect.level(rule) === 'off', 'is in force')
      for (const subject of keeps) {
        const broken = brokenBy(subject)
        t.notOk(broken.includes(rule), titleOf(subject))
        t.same(
          broken.filter((each) => dialect.level(each) === 'refuse').map(({ id }) => id),
          [],
        )
      }
      for (const subject of breaks) {
        const broken = brokenBy(subject)
        t.ok(broken.includes(rule), titleOf(subject))
        t.same(
          broken
            .filter((each) => each !== rule && dialect.level(each) === 'refuse')
            .map(({ id }) => id),
          [],
        )
      }
    })
  }
}
