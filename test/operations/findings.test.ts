import fc from 'fast-check'
import t from 'tap'
import { explain } from '../../src/administration/explain.ts'
import { newestEpoch } from '../../src/identity-center/dialect.ts'
import type { Finding } from '../../src/identity-center/rule.ts'
import type { Settings } from '../../src/identity-center/settings.ts'
import { dryRunStore } from '../../src/store/dry-run-store.ts'
import { adminOf } from '../helpers/administering.ts'
import { credentialsOf, sent, signed } from '../helpers/aws.ts'
import { manualClient, person } from '../helpers/manual-changes.ts'
import { testDependencies } from '../helpers/operation-dependencies.ts'
import { startTestServer } from '../helpers/server.ts'
import { groupBody, userBody } from '../properties/arbitraries.ts'

/* A refusal at any stage keeps the warnings of the stages before it. */

const server = await startTestServer(t)
const { scim, identityStoreId } = server
const admin = adminOf(server)
const manual = manualClient(server)

const missingId = 'a4a8b4c8-d0e1-7000-aaaa-bbbbbbbbbbbb'
const clientRules = /^client-/

const rulesOf = (findings: readonly Finding[]) =>
  findings.map(({ severity, ruleId }) => `${severity} ${ruleId}`)

/** The rules that the event of a request names, without those about the client's behavior. */
const eventRules = async (requestId: string | null) => {
  const { json } = await admin(`/events/${requestId}`)
  const findings: readonly Finding[] = json.findings
  return rulesOf(findings.filter(({ ruleId }) => !clientRules.test(ruleId)))
}

/** Sends a body whose first key is doubled; headers win over those of the helper. */
const ask = async (
  method: string,
  path: string,
  body: object,
  headers: Record<string, string> = {},
) => {
  const text = JSON.stringify(body).replace('{', '{"schemas":[],')
  const answer = await scim(method, path, text, headers)
  return {
    ...answer,
    rules: await eventRules(answer.headers.get('x-amzn-requestid')),
  }
}

const doubled = 'warning body-keys-unique'
const schemas: readonly string[] = []
const user = (name: string) => ({ schemas, ...person(name), active: true })
const operations = (...all: readonly object[]) => ({ schemas, Operations: all })

const ada = await scim('POST', '/Users', person('ada', { active: true }))
const bob = await scim('POST', '/Users', person('bob', { active: true }))
const team = await scim('POST', '/Groups', { displayName: 'Team' })
await scim('POST', '/Groups', { displayName: 'Crew' })

t.test('SCIM: a refused request keeps the warning about a doubled key', async (t) => {
  const { displayName: _, ...nameless } = user('cy')
  const cases: readonly (readonly [string, string, object, number, string])[] = [
    ['POST', '/Users', nameless, 400, 'attribute-required'],
    ['POST', '/Users', { ...user('ada'), emails: undefined }, 409, 'user-name-unique'],
    ['PUT', `/Users/${bob.json.id}`, { ...nameless, id: bob.json.id }, 400, 'attribute-required'],
    [
      'PUT',
      `/Users/${bob.json.id}`,
      { ...user('ada'), emails: undefined, id: bob.json.id },
      409,
      'user-name-unique',
    ],
    ['PUT', `/Users/${missingId}`, { ...user('cy'), id: missingId }, 404, 'user-exists'],
    [
      'PATCH',
      `/Users/${missingId}`,
      operations({ op: 'replace', path: 'title', value: 'Guide' }),
      404,
      'user-exists',
    ],
    ['PATCH', `/Users/${ada.json.id}`, operations({ op: 'remove' }), 400, 'patch-path-required'],
    [
      'PATCH',
      `/Users/${ada.json.id}`,
      operations({ op: 'replace', path: 'title', value: '' }),
      400,
      'attribute-length-min',
    ],
    [
      'PATCH',
      `/Users/${bob.json.id}`,
      operations({ op: 'replace', path: 'userName', value: 'ada@example.com' }),
      409,
      'user-name-unique',
    ],
    ['POST', '/Groups', { schemas, displayName: 'Team' }, 409, 'group-display-name-unique'],
    [
      'POST',
      '/Groups',
      { schemas, displayName: 'New', members: [{ value: missingId }] },
      404,
      'member-exists',
    ],
    [
      'PATCH',
      `/Groups/${missingId}`,
      operations({ op: 'replace', path: 'displayName', value: 'Staff' }),
      404,
      'group-exists',
    ],
    [
      'PATCH',
      `/Groups/${team.json.id}`,
      operations({ op: 'replace', path: 'displayName', value: 'Crew' }),
      409,
      'group-display-name-unique',
    ],
    [
      'PATCH',
      `/Groups/${team.json.id}`,
      operations({ op: 'add', path: 'members', value: [{ value: missingId }] }),
      404,
      'member-exists',
    ],
  ]
  for (const [method, path, body, status, ruleId] of cases) {
    const refused = await ask(method, path, body)
    t.equal(refused.status, status, `${method} ${path}`)
    t.same(
      [...new Set(refused.rules)],
      [`refused ${ruleId}`, doubled],
      `${method} ${path} ${ruleId}`,
    )
    t.equal(refused.rules.filter((rule) => rule === doubled).length, 1, 'and names it once')
  }
})

t.test('SCIM: the warnings of the result of a PATCH stay with a conflict', async (t) => {
  const patch = operations(
    { op: 'replace', path: 'userName', value: 'bob' },
    { op: 'replace', path: 'externalId', value: 'taken' },
  )
  t.equal((await scim('POST', '/Users', person('eve', { externalId: 'taken' }))).status, 201)
  const refused = await ask('PATCH', `/Users/${ada.json.id}`, patch)
  t.same(refused.rules, ['refused external-id-unique', doubled, 'warning user-name-email-shaped'])
})

t.test('SCIM: warnings about the request come before those about its body', async (t) => {
  const { displayName: _, ...nameless } = user('cy')
  const refused = await ask('POST', '//Users', nameless)
  t.same(refused.rules, ['refused attribute-required', 'warning path-single-slashes', doubled])
  const accepted = await ask('POST', '//Users', user('dee'))
  t.equal(accepted.status, 201)
  t.same(accepted.rules, ['warning path-single-slashes', doubled])
})

t.test('SCIM: a quota and a rate keep what was found before', async (t) => {
  const small = await startTestServer(t, {
    settings: { quotas: { users: 0 }, throttling: true },
    allowClock: true,
  })
  await small.setClock({ frozenAt: '2026-12-24T18:00:00Z' })
  const send = async (path: string) => {
    const body = JSON.stringify(user('ada')).replace('{', '{"schemas":[],')
    const { status, headers } = await small.scim('POST', path, body)
    const { json } = await adminOf(small)(`/events/${headers.get('x-amzn-requestid')}`)
    return { status, rules: rulesOf(json.findings).filter((rule) => !/ client-/.test(rule)) }
  }
  t.same(await send('/Users'), { status: 400, rules: ['refused user-quota', doubled] })
  let last = await send('//Users')
  for (let calls = 2; calls < 30 && last.status !== 429; calls += 1) last = await send('//Users')
  t.same(last, { status: 429, rules: ['refused request-rate', 'warning path-single-slashes'] })
})

t.test('SCIM: a list that is refused for its cursor keeps its warnings', async (t) => {
  const { headers, status } = await scim('GET', '/Users?startIndex=1&cursor=nonsense')
  t.equal(status, 400)
  t.same(await eventRules(headers.get('x-amzn-requestid')), [
    'refused cursor-filter-unchanged',
    'warning list-parameters-supported',
  ])
})

t.test('Identity Store API: a member that is not known stays with every refusal', async (t) => {
  const call = async (operation: string, input: object) => {
    const request = await signed(server, operation, input, { credentials: credentialsOf(server) })
    const { status, headers } = await sent(request)
    const { json } = await admin(`/events/${headers.get('x-amzn-requestid')}`)
    const findings: readonly Finding[] = json.findings
    return [
      status,
      ...findings.map(({ severity, ruleId, pointer }) => `${severity} ${ruleId} ${pointer}`),
    ]
  }
  const unknown = 'warning api-member-known /ShoeSize'
  const own = { IdentityStoreId: identityStoreId, ShoeSize: 42 }
  const name = { GivenName: 'Ada', FamilyName: 'Doe' }
  t.same(await call('DescribeUser', { ...own, UserId: 'ä' }), [
    400,
    'refused api-member-constraints /UserId',
    unknown,
  ])
  t.same(await call('DescribeUser', { ...own, UserId: 7 }), [
    400,
    'refused api-body-object /UserId',
    unknown,
  ])
  t.same(await call('DescribeUser', { ...own, UserId: missingId }), [
    400,
    'refused user-exists /UserId',
    unknown,
  ])
  t.same(
    await call('DescribeUser', { ...own, IdentityStoreId: 'd-0000000009', UserId: missingId }),
    [400, 'refused api-identity-store-exists /IdentityStoreId', unknown],
  )
  const taken = { ...own, UserName: 'ada@example.com', DisplayName: 'Ada', Name: name }
  t.same(await call('CreateUser', taken), [400, 'refused user-name-unique /UserName', unknown])
  const rename = [{ AttributePath: 'displayName', AttributeValue: 'Crew' }]
  t.same(await call('UpdateGroup', { ...own, GroupId: team.json.id, Operations: rename }), [
    400,
    'refused group-display-name-unique /Operations/0/AttributeValue',
    unknown,
  ])
  t.same(await call('UpdateUser', { ...own, UserId: missingId, Operations: rename }), [
    400,
    'refused user-exists /UserId',
    unknown,
  ])
  t.same(
    await call('CreateGroupMembership', {
      ...own,
      GroupId: team.json.id,
      MemberId: { UserId: missingId },
    }),
    [400, 'refused user-exists /MemberId/UserId', unknown],
  )
  t.same(await call('DeleteUser', { ...own, UserId: missingId }), [200, unknown])
})

t.test('manual changes: the warnings of a change stay with its refusal', async (t) => {
  const conflict = await manual('PATCH', `/groups/${team.json.id}`, {
    displayName: 'Crew',
    shoeSize: 42,
  })
  t.equal(conflict.status, 409)
  const rules = [
    'refused group-display-name-unique',
    'warning attribute-known',
    'warning manual-change-overwritten',
  ]
  t.same(rulesOf(conflict.json.findings), rules, 'in the response')
  t.same(await eventRules(conflict.requestId), rules, 'and in the event')

  const edited = await manual('PATCH', `/users/${ada.json.id}`, { title: 'Guide', shoeSize: 42 })
  t.equal(edited.status, 200)
  t.same(await eventRules(edited.requestId), rules.slice(1))

  const member = await manual('POST', `/groups/${team.json.id}/members`, { userIds: [missingId] })
  t.same([member.status, rulesOf(member.json.findings)], [404, ['refused member-exists']])
})

t.test('a request refused at a later stage has all warnings of the accepted one', async () => {
  const dependencies = await testDependencies(t)
  const world = { ...dependencies, store: dryRunStore(dependencies.store) }
  const findingsOf = async (path: string, body: string, settings: Settings) => {
    const request = { method: 'POST', path, body: Buffer.from(body), userAgent: 'a-client/1.0' }
    const event = await explain(
      world,
      { asOf: newestEpoch, endpointOf: () => null },
      { settings, request },
    )
    const findings = event.findings.map((finding) => JSON.stringify(finding))
    return { status: event.status, findings }
  }
  const text = fc
    .tuple(fc.oneof(userBody, groupBody(fc.constant('x'))), fc.boolean())
    .map(([body, isDoubled]) => {
      const plain = JSON.stringify(body) ?? 'null'
      return isDoubled ? plain.replace(/^\{(?=.)/, '{"schemas":[],"schemas":[],') : plain
    })
  const fullQuotas = { quotas: { users: 0, groups: 0 } }
  let accepted = 0
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('/Users', '//Users', '/Groups'), text, async (path, body) => {
      const free = await findingsOf(path, body, {})
      if (free.status !== 201) return
      accepted += 1
      if (new Set(free.findings).size !== free.findings.length) throw new Error('found twice')
      const full = await findingsOf(path, body, fullQuotas)
      if (full.status !== 400) throw new Error(`${full.status} with full quotas`)
      const lost = free.findings.filter((finding) => !full.findings.includes(finding))
      if (lost.length > 0) throw new Error(`lost: ${lost}`)
      if (full.findings.length !== free.findings.length + 1) throw new Error('more than one more')
    }),
    { numRuns: 300 },
  )
  if (accepted === 0) throw new Error('no request was accepted')
})
