import t from 'tap'
import { dialectOf, newestEpoch } from '../../src/identity-center/dialect.ts'
import { refusalOf } from '../../src/identity-center/judge.ts'
import type { Rule } from '../../src/identity-center/rule.ts'

/** The status and text that a client receives when a rule decides the response, by rule id. */
export type RuleAnswers = Readonly<Record<string, readonly [status: number, detail: string]>>

/** Holds rules that no setting switches to their answers: every rule has one, and every answer is that of a rule. */
export const checkRuleAnswers = (rules: readonly Rule[], answers: RuleAnswers): void => {
  for (const rule of rules) {
    t.test(`${rule.id}: ${rule.summary}`, async (t) => {
      const { status, detail, retryAfterSeconds, findings } = refusalOf(
        rule,
        [{ location: [] }],
        dialectOf({}, newestEpoch),
      )
      t.same([status, detail], answers[rule.id])
      t.equal(retryAfterSeconds, rule.id === 'request-rate' ? 1 : undefined)
      t.same(
        findings.map(({ ruleId, severity }) => [ruleId, severity]),
        [[rule.id, 'refused']],
      )
      t.equal(dialectOf({ rules: { [rule.id]: 'off' } }, '2019-01-01').level(rule), 'refuse')
    })
  }

  t.test('every answer above is that of a rule', async (t) => {
    t.same(
      rules.map(({ id }) => id),
      Object.keys(answers),
    )
  })
}
