import t from 'tap'
import { dialectOf, newestEpoch } from '../../src/identity-center/dialect.ts'
import { type Judgment, judge, refusalOf } from '../../src/identity-center/judge.ts'
import type { Rule } from '../../src/identity-center/rule.ts'
import {
  bearerTokenUnexpired,
  tenantCurrent,
} from '../../src/identity-center/rules/authentication.ts'
import { serverAvailable } from '../../src/identity-center/rules/availability.ts'
import { bodyJson } from '../../src/identity-center/rules/body.ts'
import { createUserRules } from '../../src/identity-center/rules/create-user.ts'
import { jane } from '../../src/identity-center/rules/examples/example-request.ts'
import { memberExists } from '../../src/identity-center/rules/existence.ts'
import { listUsersRules } from '../../src/identity-center/rules/list.ts'
import {
  patchGroupOperationRules,
  patchMembersNotReplaced,
} from '../../src/identity-center/rules/patch-group.ts'
import {
  patchUserOperationRules,
  patchUserResultRules,
} from '../../src/identity-center/rules/patch-user.ts'
import { requestRate, userQuota } from '../../src/identity-center/rules/quotas.ts'
import { requestRules } from '../../src/identity-center/rules/request.ts'
import {
  emailUnique,
  externalIdUnique,
  groupDisplayNameUnique,
  groupExternalIdUnique,
  userNameUnique,
} from '../../src/identity-center/rules/uniqueness.ts'
import { genericText } from '../../src/identity-center/texts.ts'
import { jsonPointer } from '../../src/scim/pointer.ts'
import type { JsonObject } from '../../src/scim/resource.ts'
import { enterpriseUserUrn } from '../../src/scim/urn.ts'
import { creating, listing, patchedUser, patchingGroup, patchingUser } from '../helpers/subjects.ts'

const today = dialectOf({}, newestEpoch)
const answerTo = (body: JsonObject, dialect = today) =>
  judge(createUserRules, creating(body), dialect).refusal?.detail

const value = (path: string) => `Value at '${path}' failed to satisfy constraint: `
const text =
  'Member must satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\t\\n\\r \u00a0]+'
const word = 'Member must satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+'
const atLeastOne = 'Member must have length greater than or equal to 1'
const notNull = 'Member must not be null'

t.test('a request that keeps every rule goes on', async (t) => {
  t.same(judge(createUserRules, creating(jane), today), { findings: [] })
})

t.test('violated constraints have the texts of the service', async (t) => {
  const cases: readonly (readonly [JsonObject, string])[] = [
    [
      { ...jane, name: { givenName: 'Jane', familyName: 'D\u200boe' } },
      `1 validation errors detected: ${value('name.familyName')}${text}`,
    ],
    [
      { ...jane, name: { givenName: '', familyName: 'Doe' } },
      `2 validation errors detected: ${value('name.givenName')}${text}; ${value('name.givenName')}${atLeastOne}`,
    ],
    [
      { ...jane, userName: 'jane doe' },
      `1 validation errors detected: ${value('userName')}${word}`,
    ],
    [
      { ...jane, userName: `j ${'x'.repeat(128)}` },
      `2 validation errors detected: ${value('userName')}${word}; ${value('userName')}Member must have length less than or equal to 128`,
    ],
    [
      { ...jane, [enterpriseUserUrn]: { manager: { value: '' } } },
      `2 validation errors detected: ${value(`${enterpriseUserUrn}.manager.value`)}${text}; ${value(`${enterpriseUserUrn}.manager.value`)}${atLeastOne}`,
    ],
    [
      { userName: 'jane', displayName: 'Jane' },
      `2 validation errors detected: ${value('name.familyName')}${notNull}; ${value('name.givenName')}${notNull}`,
    ],
    [
      // in the schema's order, independent of the order of the rules
      { ...jane, displayName: null, externalId: '7 0', title: '', userName: 'j\u0000' },
      `5 validation errors detected: ${value('externalId')}${word}; ${value('userName')}${word}; ${value('displayName')}${notNull}; ${value('title')}${text}; ${value('title')}${atLeastOne}`,
    ],
  ]
  for (const [body, detail] of cases) t.equal(answerTo(body), detail)
})

t.test('other rules have a text of their own, or the generic one', async (t) => {
  const twice = [{ value: '1' }, { value: '2' }]
  t.equal(
    answerTo({ ...jane, phoneNumbers: twice }),
    'List attribute phoneNumbers exceeds allowed limit of 1',
  )
  t.equal(
    answerTo({ ...jane, emails: twice, roles: twice }),
    'List attribute emails exceeds allowed limit of 1',
  )
  t.equal(answerTo({ ...jane, emails: [{ value: 'jane@example.com' }] }), genericText)
  t.equal(answerTo({ ...jane, displayName: 'a:b' }), genericText)

  const patchText = (...operations: readonly JsonObject[]) =>
    judge(patchUserOperationRules, patchingUser(...operations), today).refusal?.detail
  t.equal(patchText({ op: 'remove' }), 'Missing path in PATCH request')
  t.equal(
    patchText({ op: 'add', value: { title: 'a', locale: 'b' } }),
    'Current PATCH support allows omitting "path" attribute only for Add and Replace operations modifying a single attribute.',
  )
  t.equal(patchText({ op: 'remove', path: 'userName' }), genericText)

  const replaced = (id: string) => {
    const members = { op: 'replace', path: 'members', value: [{ value: id }] }
    return judge(patchGroupOperationRules, patchingGroup(members), today).refusal?.detail
  }
  t.equal(replaced('user-1'), 'Replacing group memberships is not supported.')
  t.equal(replaced(''), genericText)
  t.equal(
    judge(listUsersRules, listing('ListUsers', { filter: 'a co "b"', count: '0' }), today).refusal
      ?.detail,
    'Invalid Filter format',
  )
})

t.test('until December 2024 every 400 says the same', async (t) => {
  const dialect = dialectOf({}, '2024-11-30')
  t.equal(answerTo({ ...jane, title: '' }, dialect), genericText)
  t.equal(answerTo({ ...jane, roles: [{ value: '1' }, { value: '2' }] }, dialect), genericText)
  t.equal(refusalOf(bodyJson, [{ location: [] }], dialect).detail, genericText)
  t.equal(
    refusalOf(emailUnique, [{ location: [] }], dialect).detail,
    'Refused to create a new, duplicate resource.',
  )
  t.equal(refusalOf(tenantCurrent, [{ location: [] }], dialect).detail, 'TENANT does not exist.')
  t.equal(answerTo({ ...jane, title: '' }, dialectOf({}, '2024-12-01'))?.includes('title'), true)
})

t.test('all violations are found: those of the deciding rule first, warnings last', async (t) => {
  const { findings, refusal } = judge(
    createUserRules,
    creating({ ...jane, active: null, password: 'secret', displayName: 'a:b', title: '' }),
    today,
    () => '/somewhere',
  )
  t.same(
    findings.map(({ ruleId, severity, path, pointer }) => [ruleId, severity, path, pointer]),
    [
      ['attribute-length-min', 'refused', 'title', '/somewhere'],
      ['attribute-forbidden-characters', 'refused', 'displayName', '/somewhere'],
      ['attribute-supported', 'warning', 'password', '/somewhere'],
      ['active-present', 'warning', 'active', '/somewhere'],
    ],
  )
  t.equal(refusal?.findings, findings)
  t.equal(refusal?.exception, 'ValidationException')
  t.equal(refusal?.status, 400)
})

t.test(
  'a rule that is switched off is not looked at, and one that is turned to warn warns',
  async (t) => {
    const body = { ...jane, displayName: 'a:b' }
    const off = dialectOf({ rules: { 'attribute-forbidden-characters': 'off' } }, newestEpoch)
    t.same(judge(createUserRules, creating(body), off), { findings: [] })
    const warn = dialectOf({ rules: { 'attribute-forbidden-characters': 'warn' } }, newestEpoch)
    const judgement = judge(createUserRules, creating(body), warn)
    t.equal(judgement.refusal, undefined)
    t.same(
      judgement.findings.map(({ ruleId, severity }) => [ruleId, severity]),
      [['attribute-forbidden-characters', 'warning']],
    )
  },
)

t.test('a PATCH without a User-Agent is forbidden where the store says so', async (t) => {
  const subject = { method: 'PATCH', userAgent: undefined, doubledSlash: true }
  const dialect = dialectOf(
    { rules: { 'user-agent-required': 'refuse', 'path-single-slashes': 'off' } },
    newestEpoch,
  )
  const { refusal } = judge(requestRules, subject, dialect)
  t.same([refusal?.status, refusal?.detail], [403, 'Forbidden'])
  t.equal(judge(requestRules, subject, today).refusal, undefined)
})

t.test('what the store or an API refuses has its status and text', async (t) => {
  const answer = (rule: Parameters<typeof refusalOf>[0]) => {
    const { status, detail, retryAfterSeconds } = refusalOf(rule, [{ location: [] }], today)
    return [status, detail, retryAfterSeconds]
  }
  t.same(answer(bearerTokenUnexpired), [401, 'Unauthorized', undefined])
  t.same(answer(requestRate), [429, 'Rate exceeded', 1])
  t.same(answer(serverAvailable), [500, 'Internal server error', undefined])
  t.same(answer(bodyJson), [400, 'Invalid JSON from RequestBody', undefined])
  t.same(answer(userQuota), [400, genericText, undefined])
  t.same(answer(memberExists), [404, 'USER not found.', undefined])
})

t.test('a refusal names its own violations before those found earlier', async (t) => {
  const { findings } = judge(createUserRules, creating({ ...jane, shoeSize: 42 }), today)
  const refusal = refusalOf(
    emailUnique,
    [{ location: ['emails', 0, 'value'], value: 'jane@example.com', note: 'held by Joan.' }],
    today,
    findings,
    jsonPointer,
  )
  const [first, second] = refusal.findings
  t.same(
    [first?.ruleId, first?.severity, first?.path, first?.pointer, first?.value],
    ['email-unique', 'refused', 'emails.value', '/emails/0/value', 'jane@example.com'],
  )
  t.equal(first?.sentence, `${emailUnique.summary} Here: held by Joan.`)
  t.equal(second?.ruleId, 'attribute-known')
  t.equal(refusal.findings.length, 2)
})

t.test('members may be replaced in epochs that knew it', async (t) => {
  t.equal(dialectOf({}, '2025-12-31').level(patchMembersNotReplaced), 'off')
  t.equal(dialectOf({}, '2026-01-01').level(patchMembersNotReplaced), 'refuse')
})

t.test('a rule has at most 100 findings', async (t) => {
  const junk = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`x${index}`, 1]))
  t.equal(judge(createUserRules, creating({ ...jane, ...junk }), today).findings.length, 100)
})

t.test('the log says why, also at times when the answer did not', async (t) => {
  const logged = (body: JsonObject, asOf: string) =>
    judge(createUserRules, creating(body, asOf), dialectOf({}, asOf)).refusal?.logged
  const phones = { ...jane, phoneNumbers: [{ value: '1' }, { value: '2' }] }
  const single = 'Currently list attributes only allow single item'
  t.equal(logged(phones, '2021-08-31'), single)
  t.equal(logged(phones, '2024-08-31'), single)
  t.equal(logged(phones, '2024-09-01'), 'List attribute phoneNumbers exceeds allowed limit of 1')
  t.equal(logged(phones, newestEpoch), 'List attribute phoneNumbers exceeds allowed limit of 1')
  t.equal(logged({ ...jane, displayName: 'a:b' }, newestEpoch), genericText)

  const title = logged({ ...jane, title: '' }, '2021-08-31')
  t.equal(
    title,
    `2 validation errors detected: ${value('title')}${text}; ${value('title')}${atLeastOne}`,
  )
  const old = dialectOf({}, '2021-08-31')
  t.equal(refusalOf(bodyJson, [{ location: [] }], old).logged, 'Invalid JSON from RequestBody')
  t.equal(refusalOf(requestRate, [{ location: [] }], old).logged, 'Rate exceeded')
})

t.test('the log says of a conflict what is taken', async (t) => {
  const logged = (rule: Rule) => refusalOf(rule, [{ location: [] }], today).logged
  t.same(
    [
      userNameUnique,
      emailUnique,
      externalIdUnique,
      groupDisplayNameUnique,
      groupExternalIdUnique,
    ].map(logged),
    [
      'Duplicate UserName',
      'Duplicate Email',
      'Duplicate ExternalId',
      'Duplicate GroupDisplayName',
      'Duplicate ExternalId',
    ],
  )
})

t.test('everything worth a warning is warned of', async (t) => {
  const warned = (rules: Judgment): readonly string[] =>
    rules.findings.flatMap(({ ruleId, severity }) => (severity === 'warning' ? [ruleId] : []))
  const { active: _, ...undecided } = jane
  const judged = (body: JsonObject) => warned(judge(createUserRules, creating(body), today))
  t.same(judged({ ...jane, password: 'x' }), ['attribute-supported'])
  t.same(judged(undecided), ['active-present'])
  t.same(judged({ ...jane, userName: 'jane' }), ['user-name-email-shaped'])
  t.same(judged({ ...jane, addresses: [{ country: 'US' }] }).slice(0, 1), [
    'address-parts-required',
  ])
  const list = judge(listUsersRules, listing('ListUsers', { startIndex: '1' }), today)
  t.same(warned(list), ['list-parameters-supported'])
  const request = { method: 'PATCH', userAgent: undefined, doubledSlash: true }
  t.same(warned(judge(requestRules, request, today)), [
    'path-single-slashes',
    'user-agent-required',
  ])
})

t.test('a user name that was stored before is not warned of again', async (t) => {
  const before = { ...jane, userName: 'jane' }
  const change = { op: 'replace', path: 'title', value: 'Guide' }
  t.same(judge(patchUserResultRules, patchedUser(before, change), today).findings, [])
  const rename = { op: 'replace', path: 'userName', value: 'joan' }
  t.equal(judge(patchUserResultRules, patchedUser(before, rename), today).findings.length, 1)
})

t.test('what stands in the query has no place in a body', async (t) => {
  const subject = { operation: 'ListUsers', query: { count: '0' }, filter: undefined } as const
  const [finding] = judge(listUsersRules, subject, today).findings
  t.same([finding?.ruleId, finding?.path, finding?.pointer], ['count-range', 'count', ''])
})
