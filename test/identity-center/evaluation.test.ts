import t from 'tap'
import { dialectOf, newestEpoch } from '../../src/identity-center/dialect.ts'
import { Refusal } from '../../src/identity-center/errors.ts'
import { Evaluation } from '../../src/identity-center/evaluation.ts'
import type { Finding } from '../../src/identity-center/rule.ts'
import { createUserRules } from '../../src/identity-center/rules/create-user.ts'
import { jane } from '../../src/identity-center/rules/examples/example-request.ts'
import { requestRate, userQuota } from '../../src/identity-center/rules/quotas.ts'
import { bodyRules, requestRules } from '../../src/identity-center/rules/request.ts'
import { emailUnique, userNameUnique } from '../../src/identity-center/rules/uniqueness.ts'
import { jsonPointer } from '../../src/scim/pointer.ts'
import { creating } from '../helpers/subjects.ts'

const dialect = dialectOf({}, newestEpoch)
const anonymousPatch = { method: 'PATCH', userAgent: undefined, doubledSlash: true }
const requestWarnings = ['path-single-slashes', 'user-agent-required']

const ids = (findings: readonly Finding[]) => findings.map(({ ruleId }) => ruleId)
const refusalBy = (work: () => void): Refusal => {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('nothing was refused')
}

t.test('the warnings of all stages are collected in their order', async (t) => {
  const evaluation = new Evaluation(dialect)
  t.same(evaluation.findings, [])
  evaluation.require(requestRules, anonymousPatch)
  evaluation.require(bodyRules, { duplicateKeys: true })
  evaluation.require(createUserRules, creating({ ...jane, shoeSize: 42 }), jsonPointer)
  t.same(ids(evaluation.findings), [...requestWarnings, 'body-keys-unique', 'attribute-known'])
  t.same(
    evaluation.findings.map(({ severity, pointer }) => `${severity} ${pointer}`),
    ['warning ', 'warning ', 'warning ', 'warning /shoeSize'],
  )
})

t.test('a refusal has its own violations first, then the warnings of every stage', async (t) => {
  const evaluation = new Evaluation(dialect)
  evaluation.require(requestRules, anonymousPatch)
  const { displayName: _, ...nameless } = jane
  const refusal = refusalBy(() =>
    evaluation.require(createUserRules, creating({ ...nameless, title: '', shoeSize: 42 })),
  )
  const refused = refusal.findings.filter(({ severity }) => severity === 'refused')
  t.ok(refused.length >= 2)
  t.same(ids(refusal.findings), [...ids(refused), ...requestWarnings, 'attribute-known'])
  t.same(ids(evaluation.findings), requestWarnings, 'and the evaluation has only warnings')
})

t.test('so has one that is built from the state of the store', async (t) => {
  const evaluation = new Evaluation(dialect)
  t.same(ids(evaluation.refusal(requestRate).findings), ['request-rate'])
  evaluation.require(bodyRules, { duplicateKeys: true })
  const rate = evaluation.refusal(requestRate)
  t.same([rate.status, rate.retryAfterSeconds, rate.detail], [429, 1, 'Rate exceeded'])
  t.same(ids(rate.findings), ['request-rate', 'body-keys-unique'])

  const taken = evaluation.refusalByAll([
    { rule: userNameUnique, violations: [{ location: ['userName'] }] },
    { rule: emailUnique, violations: [{ location: ['emails', 0, 'value'] }] },
  ])
  t.equal(taken.logged, 'Duplicate UserName')
  t.same(ids(taken.findings), ['user-name-unique', 'email-unique', 'body-keys-unique'])
})

t.test('what was found since a point can be forgotten', async (t) => {
  const evaluation = new Evaluation(dialect)
  evaluation.require(bodyRules, { duplicateKeys: true })
  const { findings } = evaluation
  for (const _attempt of [1, 2]) {
    evaluation.rewind(findings)
    evaluation.require(requestRules, anonymousPatch)
    t.same(ids(evaluation.findings), ['body-keys-unique', ...requestWarnings])
  }
  t.same(ids(findings), ['body-keys-unique'], 'a list that was read stays as it is')
})

t.test('later findings are translated where an API asks for it', async (t) => {
  const evaluation = new Evaluation(dialect, jsonPointer)
  evaluation.require(bodyRules, { duplicateKeys: true })
  evaluation.translateFindings((finding) => ({ ...finding, pointer: `/in${finding.pointer}` }))
  evaluation.require(createUserRules, creating({ ...jane, shoeSize: 42 }))
  const refusal = evaluation.refusal(userQuota, [{ location: ['userName'] }])
  t.same(
    refusal.findings.map(({ ruleId, pointer }) => [ruleId, pointer]),
    [
      ['user-quota', '/in/userName'],
      ['body-keys-unique', ''],
      ['attribute-known', '/in/shoeSize'],
    ],
  )
})

t.test('a check collects refusals, too, and goes on', async (t) => {
  const evaluation = new Evaluation(dialect)
  evaluation.inspect(createUserRules, creating({ ...jane, title: '' }))
  evaluation.inspect(bodyRules, { duplicateKeys: true })
  t.same(
    evaluation.findings.map(({ ruleId, severity }) => [ruleId, severity]),
    [
      ['attribute-length-min', 'refused'],
      ['body-keys-unique', 'warning'],
    ],
  )
})
