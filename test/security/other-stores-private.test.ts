// The same through the private listener: the Identity Store API, the admin API and the console.
import t from 'tap'
import { attack } from '../helpers/attacks.ts'
import { signedIn } from '../helpers/console.ts'
import { person } from '../helpers/manual-changes.ts'
import { createUserAndGroup, twoStores } from '../helpers/two-stores.ts'

const { center, admin, here, there } = await twoStores(t)
const own = await createUserAndGroup(here, 'ada')
const foreign = await createUserAndGroup(there, 'mallory')
const refused = await there.scim('POST', '/Users', { userName: 'secretly-mallory' })
const theirEvent = refused.headers.get('x-amzn-requestid') ?? ''

const theirs = ['mallory', there.tenantId]
const says = (text: string) => theirs.filter((each) => text.includes(each))
const ask = async (method: string, path: string, body?: object) => {
  const response = await fetch(`${center.adminUrl}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${center.adminToken}`,
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  return { status: response.status, text: await response.text() }
}
const contents = async () => {
  const store = `/identity-stores/${there.identityStoreId}`
  const paths = ['/tokens', `/users/${foreign.user}`, `/groups/${foreign.group}/members`]
  const shown = await Promise.all(paths.map((path) => ask('GET', store + path)))
  return JSON.stringify(shown).replaceAll(/\\"lastUsedAt\\":[^,}]*/g, '')
}
const before = await contents()
t.match(before, 'mallory@example.com')

attack(
  t,
  'an event of another store',
  {
    does: 'requests or explains an event of one store through another store',
    holds: 'the response is 404, as for an unknown request id',
  },
  async (t) => {
    const of = (id: string) => `/identity-stores/${id}`
    for (const [method, path, body] of [
      ['GET', `/events/${theirEvent}`, undefined],
      ['GET', `/events/${theirEvent}?format=cloudtrail`, undefined],
      ['POST', '/explain', { requestId: theirEvent }],
      ['POST', '/explain', { requestId: theirEvent, settings: { rules: {} } }],
    ] as const) {
      const answer = await ask(method, of(here.identityStoreId) + path, body)
      t.equal(answer.status, 404, `${method} ${path}`)
      t.same(says(answer.text), [])
      t.equal((await ask(method, of(there.identityStoreId) + path, body)).status, 200)
    }
    const listed = await ask('GET', `${of(here.identityStoreId)}/events?requestId=${theirEvent}`)
    t.same(JSON.parse(listed.text), { items: [] })
  },
)

attack(
  t,
  'searching events by data of another store',
  {
    does: 'searches the events of one store by names, ids and positions of another, in every format',
    holds: 'no response contains data of the other store',
  },
  async (t) => {
    const all = await ask('GET', `/identity-stores/${there.identityStoreId}/events?limit=1`)
    const { nextCursor } = JSON.parse(all.text)
    t.ok(nextCursor)
    const events = `/identity-stores/${here.identityStoreId}/events`
    for (const query of [
      `resourceId=${foreign.user}`,
      'name=mallory%40example.com',
      'failed=true',
      `cursor=${nextCursor}`,
      'limit=200',
    ]) {
      for (const format of ['', '&format=cloudtrail', '&format=ndjson']) {
        const { status, text } = await ask('GET', `${events}?${query}${format}`)
        t.equal(status, 200)
        t.same(says(text), [], query + format)
      }
    }
    const twice = await ask('GET', `${events}?store=${there.identityStoreId}`)
    t.equal(twice.status, 400, 'a store is named once')
  },
)

attack(
  t,
  'an access key of another store',
  {
    does: 'signs requests to the Identity Store API for one store with the key of another',
    holds: 'every operation is 403, without data of the store',
  },
  async (t) => {
    const IdentityStoreId = here.identityStoreId
    for (const [operation, input] of [
      ['ListUsers', {}],
      ['ListGroups', {}],
      ['DescribeUser', { UserId: own.user }],
      ['DescribeGroup', { GroupId: own.group }],
      ['CreateGroup', { DisplayName: 'Theirs' }],
      ['DeleteUser', { UserId: own.user }],
      ['ListGroupMemberships', { GroupId: own.group }],
    ] as const) {
      const { status, json } = await there.aws(operation, { IdentityStoreId, ...input })
      t.same([status, json.__type], [403, 'AccessDeniedException'], operation)
      t.notMatch(JSON.stringify(json), /ada@/)
    }
    t.equal((await here.scim('GET', `/Users/${own.user}`)).status, 200)
  },
)

attack(
  t,
  'ids and pages of another store',
  {
    does: 'requests its own store from the Identity Store API, with ids and next tokens of another',
    holds: 'the ids are unknown, and the next token is refused',
  },
  async (t) => {
    const MemberId = { UserId: foreign.user }
    for (const [operation, input] of [
      ['DescribeUser', { UserId: foreign.user }],
      ['DescribeGroup', { GroupId: foreign.group }],
      ['ListGroupMemberships', { GroupId: foreign.group }],
      ['IsMemberInGroups', { MemberId, GroupIds: [foreign.group] }],
      ['CreateGroupMembership', { GroupId: own.group, MemberId }],
      ['CreateGroupMembership', { GroupId: foreign.group, MemberId: { UserId: own.user } }],
    ] as const) {
      const { json } = await here.aws(operation, input)
      t.equal(json.__type, 'ResourceNotFoundException', operation)
    }
    t.same((await here.aws('DeleteUser', { UserId: foreign.user })).json, {})
    await there.scim('POST', '/Users', person('second'))
    const { NextToken } = (await there.aws('ListUsers', { MaxResults: 1 })).json
    t.ok(NextToken)
    t.equal((await here.aws('ListUsers', { NextToken })).json.__type, 'ValidationException')
    t.equal(await contents(), before)
  },
)

attack(
  t,
  'routes of one store with ids of another',
  {
    does: 'uses the admin API and the pages of one store to show, change and delete resources of another',
    holds: 'each response is 404, and nothing changes',
  },
  async (t) => {
    const [token] = (await admin(`/identity-stores/${there.identityStoreId}/tokens`)).json.items
    const store = `/identity-stores/${here.identityStoreId}`
    for (const [method, path, body] of [
      ['DELETE', `/tokens/${token.id}`, undefined],
      ['DELETE', `/access-keys/${there.key.accessKeyId}`, undefined],
      ['GET', `/users/${foreign.user}`, undefined],
      ['GET', `/users/${foreign.user}/groups`, undefined],
      ['PATCH', `/users/${foreign.user}`, { displayName: 'Mine' }],
      ['DELETE', `/users/${foreign.user}`, undefined],
      ['GET', `/groups/${foreign.group}`, undefined],
      ['PATCH', `/groups/${foreign.group}`, { displayName: 'Mine' }],
      ['DELETE', `/groups/${foreign.group}`, undefined],
      ['GET', `/groups/${foreign.group}/members`, undefined],
      ['POST', `/groups/${foreign.group}/members`, { userIds: [own.user] }],
      ['POST', `/groups/${own.group}/members`, { userIds: [foreign.user] }],
      ['DELETE', `/groups/${own.group}/members/${foreign.user}`, undefined],
    ] as const) {
      const { status, text } = await ask(method, store + path, body)
      t.equal(status, 404, `${method} ${path}`)
      t.same(says(text), [])
    }
    const query = await ask('GET', `${store}/users?query=mallory`)
    t.same(JSON.parse(query.text), { items: [] })
    const visitor = await signedIn(center.adminUrl, center.adminToken ?? '')
    const pages = [`/users/${foreign.user}`, `/groups/${foreign.group}`, `/events/${theirEvent}`]
    for (const page of pages) {
      const { status, text } = await visitor.get(`/stores/${here.identityStoreId}${page}`)
      t.equal(status, 404, page)
      t.notMatch(text, 'mallory')
    }
    t.equal(await contents(), before)
  },
)
