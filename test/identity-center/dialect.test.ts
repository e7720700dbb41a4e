import t from 'tap'
import { dialectOf, isInForce, newestEpoch } from '../../src/identity-center/dialect.ts'
import { clientBehaviorRules } from '../../src/identity-center/rules/client-behavior.ts'
import { attributeKnown, attributeRequired } from '../../src/identity-center/rules/resource.ts'
import { ruleBook } from '../../src/identity-center/rules/rule-book.ts'
import { emailPrimary, emailRequired } from '../../src/identity-center/rules/user.ts'
import type { Settings } from '../../src/identity-center/settings.ts'

t.test('settings win over the default day', async (t) => {
  t.equal(dialectOf({}, newestEpoch).asOf, newestEpoch)
  t.equal(dialectOf({ asOf: '2021-08-31' }, newestEpoch).asOf, '2021-08-31')
  t.same(dialectOf({ asOf: '2021-08-31' }, newestEpoch).behaviors.lists, {
    pageSize: 50,
    cursors: false,
  })
  t.equal(dialectOf({}, newestEpoch).throttling, false)
  t.equal(dialectOf({ throttling: true }, newestEpoch).throttling, true)
})

t.test('a rule is in force from its first day until the day before its last', async (t) => {
  const rule = { ...emailPrimary, since: '2021-02-01', until: '2021-03-01' }
  t.same(
    ['2021-01-31', '2021-02-01', '2021-02-28', '2021-03-01'].map((day) => isInForce(rule, day)),
    [false, true, true, false],
  )
})

t.test('outside of its dates a rule is off in spite of settings', async (t) => {
  const rules = { 'email-required': 'refuse' } as const
  t.equal(dialectOf({ rules }, '2021-08-01').level(emailRequired), 'off')
  t.equal(dialectOf({ rules }, '2021-07-31').level(emailRequired), 'refuse')
})

t.test('settings switch what is switchable', async (t) => {
  const rules = { 'email-primary': 'warn', 'attribute-required': 'off' } as const
  const dialect = dialectOf({ rules }, newestEpoch)
  t.equal(dialect.level(emailPrimary), 'warn')
  t.equal(dialect.level(attributeRequired), 'refuse')
})

t.test(
  'strict settings turn warnings into refusals, except client behavior and rules with a setting',
  async (t) => {
    const dialect = dialectOf(
      { strict: true, rules: { 'active-present': 'warn', 'put-id-matches': 'off' } },
      newestEpoch,
    )
    for (const rule of ruleBook) {
      const own = { 'active-present': 'warn', 'put-id-matches': 'off' }[rule.id]
      const raised =
        rule.level === 'warn' && rule.switchable && !clientBehaviorRules.includes(rule)
          ? 'refuse'
          : rule.level
      const expected = isInForce(rule, newestEpoch) ? (own ?? raised) : 'off'
      t.equal(dialect.level(rule), expected, rule.id)
    }
    t.equal(dialectOf({ strict: false }, newestEpoch).level(attributeKnown), 'warn')
  },
)

t.test('throttling goes by the rates of the day, of 2021, or of now', async (t) => {
  const ratesOf = (throttling: Settings['throttling'], asOf: string) => {
    const { behaviors, ...dialect } = dialectOf(
      { ...(throttling !== undefined && { throttling }) },
      asOf,
    )
    return dialect.throttling ? behaviors.rates : undefined
  }
  const then = { writes: 20, reads: 20 }
  const now = { writes: 25, reads: 40 }
  t.same(
    ['2021-08-01', newestEpoch].map((asOf) => ratesOf(true, asOf)),
    [then, now],
  )
  t.same(
    ['2021-08-01', newestEpoch].map((asOf) => ratesOf('2021', asOf)),
    [then, then],
  )
  t.same(
    ['2021-08-01', newestEpoch].map((asOf) => ratesOf('now', asOf)),
    [now, now],
  )
  t.same(
    [undefined, false].map((throttling) => ratesOf(throttling, newestEpoch)),
    [undefined, undefined],
  )
})

t.test('quotas are those of the day, unless others are set', async (t) => {
  const quotasOf = (settings: Settings) => dialectOf(settings, '2021-08-01').behaviors.quotas
  t.same(quotasOf({}), { users: 50_000, groups: 10_000 })
  t.same(quotasOf({ quotas: { users: 3 } }), { users: 3, groups: 10_000 })
  t.same(quotasOf({ quotas: { users: 0, groups: 0 } }), { users: 0, groups: 0 })
})

t.test('a refusal says what the service says, less, or more', async (t) => {
  const of = (errorDetail: Settings['errorDetail']) => {
    const { behaviors, explains } = dialectOf({ ...(errorDetail && { errorDetail }) }, newestEpoch)
    return [behaviors.errorTexts, explains]
  }
  t.same(of(undefined), ['specific', false])
  t.same(of('aws'), ['specific', false])
  t.same(of('generic'), ['generic', false])
  t.same(of('explained'), ['specific', true])
})

t.test('how many bytes of a body are kept', async (t) => {
  t.equal(dialectOf({}, newestEpoch).eventBodyBytes, 65_536)
  t.equal(dialectOf({ events: { bodyBytes: 10 } }, newestEpoch).eventBodyBytes, 10)
})
