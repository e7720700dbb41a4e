import t from 'tap'
import { adminOf } from '../../helpers/administering.ts'
import { expectParts } from '../../helpers/expect-parts.ts'
import { manualClient, person } from '../../helpers/manual-changes.ts'
import { startTestServer } from '../../helpers/server.ts'

const server = await startTestServer(t)
const here = manualClient(server)
const admin = adminOf(server)
const { identityStoreId: other } = (await admin('/identity-stores', {})).json
const there = manualClient(server, other)

t.test('manual changes in the form of CloudTrail', async (t) => {
  const made = await here('POST', '/users', person('ada'))
  const { userId } = made.json
  const readCloudTrail = async (requestId: string | null) =>
    (await here('GET', `/events/${requestId}?format=cloudtrail`)).json
  const hidden = 'HIDDEN_DUE_TO_SECURITY_REASONS'

  const creation = await readCloudTrail(made.requestId)
  expectParts(t, creation, {
    eventSource: 'sso-directory.amazonaws.com',
    eventName: 'CreateUser',
    userIdentity: { type: 'AssumedRole', accessKeyId: '' },
    userAgent: 'manual-test/1.0',
    requestParameters: { userName: hidden, userId, identityStoreId: server.identityStoreId },
    responseElements: { id: userId, active: true, userName: hidden },
    requestID: made.requestId,
    readOnly: false,
  })
  t.notOk('httpBody' in creation.requestParameters)
  t.notOk('tenantId' in creation.requestParameters)
  t.notMatch(JSON.stringify(creation), 'ada@example.com')

  const failed = await here('PATCH', `/users/${userId}`, { userName: 'x' })
  expectParts(t, await readCloudTrail(failed.requestId), {
    eventName: 'UpdateUser',
    errorCode: 'ValidationException',
    requestParameters: { userId, userName: hidden },
    responseElements: null,
  })
  const { json: group } = await here('POST', '/groups', { displayName: 'Crew' })
  const added = await here('POST', `/groups/${group.groupId}/members`, { userIds: [userId] })
  expectParts(t, await readCloudTrail(added.requestId), {
    eventName: 'AddMemberToGroup',
    requestParameters: { groupId: group.groupId, identityStoreId: server.identityStoreId },
  })
})

t.test('events are searched by their origin', async (t) => {
  const created = await server.scim('POST', '/Users', person('syd', { active: true }))
  t.equal(created.status, 201)
  const namesOf = async (query: string) =>
    (await here('GET', `/events?${query}`)).json.items.map(
      ({ origin, eventName }: { origin: string; eventName: string }) => `${origin} ${eventName}`,
    )
  t.same(await namesOf('origin=scim'), ['scim CreateUser'])
  t.same(await namesOf('origin=manual'), [
    'manual AddMemberToGroup',
    'manual CreateGroup',
    'manual UpdateUser',
    'manual CreateUser',
  ])
  t.same(await namesOf('operation=addMemberToGroup'), ['manual AddMemberToGroup'])
  t.same(await namesOf('rule=manual-user-name-unchanged'), ['manual UpdateUser'])
  t.same((await namesOf('name=ADA@example.com')).sort(), ['manual CreateUser', 'manual UpdateUser'])
  t.same(await namesOf('origin=api'), [])
  const wrong = await here('GET', '/events?origin=foot')
  t.same([wrong.status, wrong.json.detail], [400, 'origin must be one of scim, manual, api.'])
})

t.test('the user agent of a manual change does not identify an identity provider', async (t) => {
  const response = await fetch(
    `${server.adminUrl}/api/v1/identity-stores/${server.identityStoreId}/users`,
    {
      method: 'POST',
      headers: {
        authorization: `Bearer ${server.adminToken}`,
        'content-type': 'application/json',
        'user-agent': 'Okta SCIM Client 1.0.0',
      },
      body: JSON.stringify(person('eve', { displayName: undefined })),
    },
  )
  const requestId = response.headers.get('x-amzn-requestid')
  const { findings } = (await here('GET', `/events/${requestId}`)).json
  t.equal(findings[0].ruleId, 'attribute-required')
  t.notMatch(findings[0].remedy, 'Okta')
})

t.test('an identity store cannot access another', async (t) => {
  const made = await here('POST', '/users', person('mine'))
  const { userId } = made.json
  const { groupId } = (await here('POST', '/groups', { displayName: 'Mine' })).json
  await here('POST', `/groups/${groupId}/members`, { userIds: [userId] })
  const own = await there('POST', '/groups', { displayName: 'Mine' })
  t.equal(own.status, 201, 'names are taken in one store only')

  for (const [method, path, body] of [
    ['GET', `/users/${userId}`],
    ['GET', `/users/${userId}/groups`],
    ['PATCH', `/users/${userId}`, { title: 'x' }],
    ['DELETE', `/users/${userId}`],
    ['GET', `/groups/${groupId}`],
    ['GET', `/groups/${groupId}/members`],
    ['PATCH', `/groups/${groupId}`, { description: 'x' }],
    ['POST', `/groups/${groupId}/members`, { userIds: [userId] }],
    ['POST', `/groups/${own.json.groupId}/members`, { userIds: [userId] }],
    ['DELETE', `/groups/${groupId}/members/${userId}`],
    ['DELETE', `/groups/${groupId}`],
    ['GET', `/events/${made.requestId}`],
  ] as const) {
    t.equal((await there(method, path, body)).status, 404, `${method} ${path}`)
  }
  t.same((await there('GET', '/users')).json.items, [])
  t.same((await there('GET', '/users?query=mine')).json.items, [])
  t.equal((await there('GET', '/groups?query=mine')).json.items.length, 1)
  t.equal((await there('GET', '/users/by-name-id?nameId=mine@example.com')).json.found, false)
  t.equal((await here('GET', `/users/${userId}`)).json.resource.title, undefined)
  t.equal((await here('GET', `/groups/${groupId}/members`)).json.items.length, 1)

  const nowhere = manualClient(server, 'd-0000000000')
  for (const [method, path, body] of [
    ['GET', '/users'],
    ['POST', '/users', person('x')],
    ['GET', '/groups'],
    ['GET', '/users/by-name-id?nameId=x'],
  ] as const) {
    const answer = await nowhere(method, path, body)
    t.equal(answer.status, 404)
    t.match(answer.json.detail, /^There is no identity store with this id/)
  }
})

t.test('manual changes work without provisioning, and have no warnings then', async (t) => {
  const { identityStoreId } = (await admin('/identity-stores', { provisioning: false })).json
  const closed = manualClient(server, identityStoreId)
  const made = await closed('POST', '/users', person('ada'))
  expectParts(t, made, { status: 201, json: { warning: null } })
  const changed = await closed('PATCH', `/users/${made.json.userId}`, { title: 'x' })
  expectParts(t, changed, { status: 200, json: { warning: null } })
  expectParts(t, (await closed('GET', `/events/${changed.requestId}`)).json, {
    tenantId: null,
    findings: [],
  })
})
