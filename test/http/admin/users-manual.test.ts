import t, { type Test } from 'tap'
import { enterpriseUserUrn } from '../../../src/scim/urn.ts'
import { expectParts } from '../../helpers/expect-parts.ts'
import { type ManualResponse, manualClient, person } from '../../helpers/manual-changes.ts'
import { startTestServer } from '../../helpers/server.ts'

const server = await startTestServer(t)
const manual = manualClient(server)
const { scim } = server

const ruleOf = ({ json }: ManualResponse): string => json.findings?.[0]?.ruleId
const buildEvent = async ({ requestId }: ManualResponse) =>
  (await manual('GET', `/events/${requestId}`)).json

/** Checks that a request was refused by a rule, with problem details and an event with the same findings. */
const refused = async (t: Test, answer: ManualResponse, status: number, rule: string) => {
  t.equal(answer.status, status)
  t.match(answer.type, 'application/problem+json')
  t.equal(ruleOf(answer), rule, answer.json.detail)
  t.ok(answer.json.detail.startsWith(answer.json.findings[0].sentence.slice(0, 20)))
  const event = await buildEvent(answer)
  t.equal(event.origin, 'manual')
  t.equal(event.response.status, status)
  t.same(event.findings, answer.json.findings)
  return event
}

t.test('a manually created user', async (t) => {
  const made = await manual('POST', '/users', person('ada', { title: 'Countess' }))
  t.equal(made.status, 201)
  const { userId } = made.json
  expectParts(t, made.json, {
    userName: 'ada@example.com',
    displayName: 'ada Doe',
    email: 'ada@example.com',
    enabled: true,
    createdBy: 'manual',
    updatedBy: 'manual',
    externalIds: [],
    extra: {},
    warning: null,
    resource: { id: userId, active: true, title: 'Countess', meta: { resourceType: 'User' } },
  })

  await t.test('is shown, and returned by SCIM like any other', async (t) => {
    t.same((await manual('GET', `/users/${userId}`)).json, made.json)
    t.same((await scim('GET', `/Users/${userId}`)).json, made.json.resource)
  })

  await t.test('creates an event, which is found by the request id', async (t) => {
    const event = await buildEvent(made)
    expectParts(t, event, {
      origin: 'manual',
      eventName: 'CreateUser',
      tokenId: null,
      request: { method: 'POST', userAgent: 'manual-test/1.0', sourceIp: '127.0.0.1' },
      response: { status: 201, body: JSON.stringify(made.json.resource) },
      errorCode: null,
    })
    t.equal(event.request.path, `/api/v1/identity-stores/${server.identityStoreId}/users`)
    t.same(JSON.parse(event.request.body), person('ada', { title: 'Countess' }))
  })

  await t.test('is changed by a merge patch', async (t) => {
    const changes = {
      title: null,
      NickName: 'the enchantress',
      name: { middleName: 'King' },
      emails: [{ value: 'ada@example.org', primary: true }],
      [enterpriseUserUrn]: { department: 'Engines' },
    }
    const changed = await manual('PATCH', `/users/${userId}`, changes)
    t.equal(changed.status, 200)
    const { resource } = changed.json
    t.same(resource.name, { familyName: 'Doe', givenName: 'ada', middleName: 'King' })
    t.notOk('title' in resource)
    t.equal(resource.nickName, 'the enchantress')
    t.equal(changed.json.email, 'ada@example.org')
    t.same(resource[enterpriseUserUrn], { department: 'Engines' })
    t.equal(resource.userName, 'ada@example.com')
    t.equal((await buildEvent(changed)).eventName, 'UpdateUser')
    const again = await manual('PATCH', `/users/${userId}`, {
      [enterpriseUserUrn]: { department: null },
    })
    t.notOk(enterpriseUserUrn in again.json.resource)
  })

  await t.test('obeys the rules for manual changes', async (t) => {
    const path = `/users/${userId}`
    const { emails: _, ...mailless } = person('bob')
    await refused(t, await manual('POST', '/users', mailless), 400, 'manual-email-required')
    await refused(t, await manual('PATCH', path, { emails: null }), 400, 'manual-email-required')
    await refused(
      t,
      await manual('PATCH', path, { userName: 'x@example.com' }),
      400,
      'manual-user-name-unchanged',
    )
    await refused(
      t,
      await manual('PATCH', path, { username: 'x@example.com' }),
      400,
      'manual-user-name-unchanged',
    )
    await refused(
      t,
      await manual('PATCH', path, { userName: null }),
      400,
      'manual-user-name-unchanged',
    )
    await refused(
      t,
      await manual('PATCH', path, { externalId: '7' }),
      400,
      'manual-external-id-unchanged',
    )
    const external = await manual('POST', '/users', person('bob', { externalId: '7' }))
    await refused(t, external, 400, 'manual-external-id-unchanged')
  })

  await t.test('obeys the rules of SCIM, and shows all violations at once', async (t) => {
    const { emails: _, ...wrong } = person('bob', { displayName: 'Bob <bob>', title: 7 })
    const answer = await manual('POST', '/users', wrong)
    await refused(t, answer, 400, 'manual-email-required')
    t.same(
      answer.json.findings.map(({ ruleId }: { ruleId: string }) => ruleId),
      ['manual-email-required', 'attribute-type', 'attribute-forbidden-characters'],
    )
    t.equal(answer.json.findings[2].pointer, '/displayName')
    const taken = await manual('POST', '/users', person('bob', { userName: 'ADA@example.com' }))
    const event = await refused(t, taken, 409, 'user-name-unique')
    t.match(taken.json.detail, new RegExp(`held by ${userId} .*manually`))
    t.equal(event.errorCode, 'ConflictException')
    const conflict = await manual(
      'POST',
      '/users',
      person('ada', {
        userName: 'eve@example.com',
        emails: [{ value: 'Ada@example.org', primary: true }],
      }),
    )
    await refused(t, conflict, 409, 'email-unique')
  })

  await t.test('never causes a server error', async (t) => {
    for (const body of ['[]', '"x"', 'null', '7', 'true']) {
      await refused(t, await manual('POST', '/users', body), 400, 'body-object')
      await refused(t, await manual('PATCH', `/users/${userId}`, body), 400, 'body-object')
    }
    t.equal((await manual('POST', '/users')).status, 400)
    t.equal((await manual('POST', '/users', '{')).status, 400)
    for (const id of ['unknown', '%00', '%F0%9F%98%80', 'a'.repeat(90)]) {
      t.equal((await manual('GET', `/users/${id}`)).status, 404)
      await refused(t, await manual('PATCH', `/users/${id}`, { title: 'x' }), 404, 'user-exists')
      await refused(t, await manual('DELETE', `/users/${id}`), 404, 'user-exists')
    }
    const surrogate = await manual('PATCH', `/users/${userId}`, '{"title":"a\\ud800b\\u0000"}')
    await refused(t, surrogate, 400, 'attribute-pattern')
  })

  await t.test('is disabled and enabled, and cannot be edited in between', async (t) => {
    const path = `/users/${userId}`
    const disabled = await manual('PATCH', path, { active: false })
    t.equal(disabled.json.enabled, false)
    t.equal((await buildEvent(disabled)).eventName, 'DisableUser')
    await refused(t, await manual('PATCH', path, { title: 'x' }), 400, 'manual-user-enabled')
    await refused(
      t,
      await manual('PATCH', path, { title: 'x', active: true }),
      400,
      'manual-user-enabled',
    )
    const byScim = await scim('PATCH', `/Users/${userId}`, {
      Operations: [{ op: 'replace', path: 'title', value: 'Lady' }],
    })
    t.equal(byScim.status, 200, 'SCIM can still change it')
    const same = await manual('PATCH', path, { title: 'Lady' })
    t.equal(same.status, 200, 'a PATCH without a change is accepted')
    const enabled = await manual('PATCH', path, { active: true })
    t.equal(enabled.json.enabled, true)
    t.equal((await buildEvent(enabled)).eventName, 'EnableUser')
  })

  await t.test('has a warning if the identity provider may overwrite a change', async (t) => {
    const { json: synced } = await scim('POST', '/Users', {
      ...person('syd', { active: true }),
      externalId: 'syd-1',
    })
    const shown = await manual('GET', `/users/${synced.id}`)
    t.match(shown.json.warning, /SCIM wrote this user last/)
    t.same(shown.json.externalIds, [
      { issuer: `https://scim.aws.com/${server.tenantId}`, id: 'syd-1' },
    ])
    const changed = await manual('PATCH', `/users/${synced.id}`, { title: 'x' })
    t.equal(changed.status, 200)
    const { findings } = await buildEvent(changed)
    expectParts(t, findings, [{ ruleId: 'manual-change-overwritten', severity: 'warning' }])
    t.match(changed.json.warning, /this user came by SCIM/)
    t.match(
      (await manual('GET', `/users/${userId}`)).json.warning,
      /provisioning is enabled and was used at/,
    )

    await server.configure({ rules: { 'manual-change-overwritten': 'refuse' } })
    const strict = await manual('PATCH', `/users/${synced.id}`, { title: 'y' })
    await refused(t, strict, 400, 'manual-change-overwritten')
    await refused(
      t,
      await manual('DELETE', `/users/${synced.id}`),
      400,
      'manual-change-overwritten',
    )
    await server.configure({ rules: { 'manual-external-id-unchanged': 'off' } })
    t.equal((await manual('PATCH', `/users/${synced.id}`, { externalId: null })).status, 200)
    await server.configure({})
    const deleted = await manual('DELETE', `/users/${synced.id}`)
    t.equal(deleted.status, 204)
    const event = await buildEvent(deleted)
    expectParts(t, event.findings, [{ ruleId: 'manual-change-overwritten' }])
    t.equal(event.eventName, 'DeleteUser')
    t.equal((await scim('GET', `/Users/${synced.id}`)).status, 404)
  })
})

t.test('the attributes for access control have the values of the user', async (t) => {
  const user = person('carl', {
    title: 'Engineer',
    addresses: [
      {
        type: 'work',
        streetAddress: 'Main 1',
        locality: 'Ulm',
        region: 'BW',
        postalCode: '89',
        country: 'DE',
      },
    ],
    phoneNumbers: [{ type: 'home', value: '1' }],
    [enterpriseUserUrn]: { costCenter: '42', manager: { value: 'boss' } },
  })
  const { json } = await manual('POST', '/users', user)
  const carried = Object.fromEntries(
    json.accessControlAttributes.map((each: { expression: string; value: string }) => [
      each.expression,
      each.value,
    ]),
  )
  t.equal(Object.keys(carried).length, 23)
  expectParts(t, carried, {
    '${path:userName}': 'carl@example.com',
    '${path:name.familyName}': 'Doe',
    '${path:emails[primary eq true].value}': 'carl@example.com',
    '${path:addresses[type eq "work"].locality}': 'Ulm',
    '${path:addresses[type eq "work"].formatted}': null,
    '${path:phoneNumbers[type eq "work"].value}': null,
    '${path:title}': 'Engineer',
    '${path:enterprise.costCenter}': '42',
    '${path:enterprise.manager.value}': 'boss',
    '${path:enterprise.division}': null,
  })
})

t.test('a nameID', async (t) => {
  const ask = async (nameId: string) =>
    (await manual('GET', `/users/by-name-id?${new URLSearchParams({ nameId })}`)).json
  const { json: zoë } = await manual(
    'POST',
    '/users',
    person('zoë', { emails: [{ value: 'z@example.net', primary: true }] }),
  )
  const { json: plain } = await manual('POST', '/users', person('plain', { userName: 'plain' }))
  const { json: off } = await manual('POST', '/users', person('off', { active: false }))

  await t.test('matches the enabled user with this user name', async (t) => {
    const { found, user } = await ask('zoë@example.com')
    t.ok(found)
    t.equal(user.userId, zoë.userId)
  })
  for (const [nameId, reason, userId] of [
    ['ZOË@example.com', /upper and lower case differ/, zoë.userId],
    ['zoe\u0308@example.com', /accents are encoded differently.*U\+0308/, zoë.userId],
    [' zoë@example.com', /begins or ends with white space/, zoë.userId],
    [
      'z@example.net',
      /the email address of a user whose user name is “zoë@example.com”/,
      zoë.userId,
    ],
    [zoë.userId, /is the id of a user/, zoë.userId],
    ['plain', /must have the form of an email address/, plain.userId],
    ['off@example.com', /disabled/, off.userId],
    ['missing', /does not have the form of an email address, and no user/, undefined],
    [
      'no\u200bbody@example.com',
      /There is no user with the user name “no<U\+200B>body@example.com”/,
      undefined,
    ],
    ['\u0000', /does not have the form/, undefined],
    ['', /empty/, undefined],
  ] as const) {
    await t.test(`matches no user: ${JSON.stringify(nameId)}`, async (t) => {
      const answer = await ask(nameId)
      t.equal(answer.found, false)
      t.match(answer.reason, reason)
      t.equal(answer.user?.userId, userId)
    })
  }
})
