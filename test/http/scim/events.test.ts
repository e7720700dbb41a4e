import t from 'tap'
import type { Received } from '../../conversations/send.ts'
import { send } from '../../conversations/send.ts'
import { adminOf } from '../../helpers/administering.ts'
import { idOf, newUser, type RequestOptions, startScimServer } from './scim-server.ts'

const { server, ask } = await startScimServer(t)
const admin = adminOf(server)
const { endpoint, identityStoreId, tenantId } = server
const { origin } = new URL(endpoint)
const unknownTenant = '00000000000-aaaa-bbbb-cccc-000000000000'
let sent = 0

/** The only event of a response. */
const buildEvent = async ({ headers }: Received) => {
  sent += 1
  const { json } = await admin(`/events?requestId=${headers['x-amzn-requestid']}`)
  return json.items.length === 1 ? json.items[0] : json.items
}

const json = (value: unknown): RequestOptions => ({ body: JSON.stringify(value) })
const ada = json(newUser('ada@example.com'))
const created = await ask('POST', '/Users', ada)
const team = await ask('POST', '/Groups', json({ displayName: 'Team' }))
const user = `/Users/${idOf(created)}`
const group = `/Groups/${idOf(team)}`
const replaceActive = { Operations: [{ op: 'replace', path: 'active', value: true }] }
const noMembers = { Operations: [{ op: 'replace', path: 'members', value: [] }] }

t.test('each request before the first search has one event', async (t) => {
  for (const [answer, name] of [
    [created, 'CreateUser'],
    [team, 'CreateGroup'],
  ] as const) {
    const { eventName, response } = await buildEvent(answer)
    t.same([eventName, response.status], [name, 201])
  }
})

type Sent = readonly [what: string, method: string, path: string, knock?: RequestOptions]

const accepted: readonly (readonly [...Sent, name: string, status: number])[] = [
  ['a create', 'POST', '/Users', json(newUser('bob@example.com')), 'CreateUser', 201],
  ['a read', 'GET', user, {}, 'GetUser', 200],
  ['a list', 'GET', '/Users?filter=userName%20eq%20%22ada%22', {}, 'ListUsers', 200],
  ['a PATCH', 'PATCH', user, json(replaceActive), 'PatchUser', 200],
  [
    'a PUT',
    'PUT',
    user,
    json({ ...newUser('ada@example.com'), id: idOf(created) }),
    'PutUser',
    200,
  ],
  ['a read of a group', 'GET', group, {}, 'GetGroup', 200],
  ['a list of groups', 'GET', '/Groups', {}, 'ListGroups', 200],
  [
    'a PATCH of a group',
    'PATCH',
    group,
    json({ Operations: [{ op: 'add', path: 'members', value: [{ value: idOf(created) }] }] }),
    'PatchGroup',
    204,
  ],
  [
    'a PATCH that changes nothing',
    'PATCH',
    user,
    json({ Operations: [{ op: 'replace', path: 'displayName', value: 'Ann Example' }] }),
    'PatchUser',
    200,
  ],
  [
    'a PUT that changes nothing',
    'PUT',
    user,
    json({ ...newUser('ada@example.com'), id: idOf(created) }),
    'PutUser',
    200,
  ],
  [
    'a member that is added again',
    'PATCH',
    group,
    json({ Operations: [{ op: 'add', path: 'members', value: [{ value: idOf(created) }] }] }),
    'PatchGroup',
    204,
  ],
  [
    'a member that is removed',
    'PATCH',
    group,
    json({ Operations: [{ op: 'remove', path: 'members', value: [{ value: idOf(created) }] }] }),
    'PatchGroup',
    204,
  ],
  [
    'a member that is removed again',
    'PATCH',
    group,
    json({ Operations: [{ op: 'remove', path: 'members', value: [{ value: idOf(created) }] }] }),
    'PatchGroup',
    204,
  ],
  [
    'a group that keeps its name',
    'PATCH',
    group,
    json({ Operations: [{ op: 'replace', path: 'displayName', value: 'Team' }] }),
    'PatchGroup',
    204,
  ],
  ['a discovery', 'GET', '/ServiceProviderConfig', {}, 'ServiceProviderConfig', 200],
  ['a path with a doubled slash', 'GET', '//Users', {}, 'ListUsers', 200],
  ['a DELETE of a group', 'DELETE', group, {}, 'DeleteGroup', 204],
]

for (const [what, method, path, knock, name, status] of accepted) {
  t.test(`${what} creates one event`, async (t) => {
    const answer = await ask(method, path, knock)
    const event = await buildEvent(answer)
    t.equal(answer.status, status)
    const { request, response } = event
    t.same([event.eventName, response.status, response.body ?? ''], [name, status, answer.text])
    t.same([event.identityStoreId, event.tenantId], [identityStoreId, tenantId])
    t.match(event.tokenId, /^[0-9a-f-]{36}$/)
    t.same([event.errorCode, event.errorMessage], [null, null])
    t.equal(request.method, method)
    t.equal(request.path + (request.query && '?') + request.query, `/${tenantId}/scim/v2${path}`)
    t.equal(request.body, knock?.body ?? null)
  })
}

const none = { headers: { Authorization: null } }
const wrong = { headers: { Authorization: 'Bearer nonsense-nonsense-nonsense' } }
const big = JSON.stringify(newUser('big@example.com', { title: 'x'.repeat(1_048_577) }))

/** What is known of the sender of a refused request: the token, only the store of the tenant, or nothing. */
type Known = 'token' | 'store' | 'nothing'
type Refused = readonly [
  ...Sent,
  Known,
  name: string | null,
  status: number,
  code: string,
  message: string,
]

const notFound = [404, 'ResourceNotFoundException', 'Endpoint not found.'] as const
const unauthorized = [401, 'UnauthorizedException', 'Unauthorized'] as const
const brokenJson = [400, 'ValidationException', 'Invalid JSON from RequestBody'] as const

const refused: readonly Refused[] = [
  [
    'a conflict',
    'POST',
    '/Users',
    ada,
    'token',
    'CreateUser',
    409,
    'ConflictException',
    'Duplicate UserName',
  ],
  [
    'a member list that is replaced',
    'PATCH',
    group,
    json(noMembers),
    'token',
    'PatchGroup',
    400,
    'ValidationException',
    'Replacing group memberships is not supported.',
  ],
  ['a wrong token', 'POST', '/Users', { ...ada, ...wrong }, 'store', 'CreateUser', ...unauthorized],
  ['a path that is none', 'GET', '/Nothing', {}, 'token', null, ...notFound],
  ['a method that a path has not', 'DELETE', '/Users', {}, 'token', null, ...notFound],
  ['a HEAD', 'HEAD', '/Users', {}, 'token', null, ...notFound],
  ['…/scim/v2Groups', 'GET', 'Groups', {}, 'nothing', null, ...notFound],
  ['broken JSON', 'POST', '/Users', { body: '{"userName":' }, 'token', 'CreateUser', ...brokenJson],
  ['a body that is too long', 'POST', '/Users', { body: big }, 'token', 'CreateUser', 400, '', ''],
  [
    'a filter in broken percent-encoding',
    'GET',
    '/Users?filter=%E0%A4%A',
    {},
    'token',
    'ListUsers',
    400,
    'ValidationException',
    'Invalid Filter format',
  ],
]

const checkRefusal = async (
  t: Pick<typeof import('tap').t, 'same' | 'equal' | 'ok'>,
  answer: Received,
  [, , , , known, name, status, code, message]: Refused,
) => {
  const event = await buildEvent(answer)
  t.same([answer.status, event.response.status, event.eventName], [status, status, name])
  if (answer.text !== '') t.equal(event.response.body, answer.text)
  t.equal(event.identityStoreId, known === 'nothing' ? null : identityStoreId)
  t.equal(event.tokenId !== null, known === 'token')
  if (code !== '') t.same([event.errorCode, event.errorMessage], [code, message])
  t.ok(event.findings.some(({ severity }: { severity: string }) => severity === 'refused'))
}

for (const row of refused) {
  const [what, method, path, knock] = row
  t.test(`${what} creates one event`, async (t) => {
    await checkRefusal(t, await ask(method, path, knock), row)
  })
}

t.test('a request without a token belongs to the store that its path names', async (t) => {
  for (const [what, headers] of [
    ['no header', none.headers],
    ['another scheme', { Authorization: 'Basic YWRhOnNlY3JldA==' }],
    ['an empty token', { Authorization: 'Bearer ' }],
  ] as const) {
    const row: Refused = [what, 'GET', '/Users', {}, 'store', 'ListUsers', ...unauthorized]
    await t.test(what, async (t) =>
      checkRefusal(t, await ask('GET', '/Users', { headers: { ...headers } }), row),
    )
  }
})

t.test('a request to an unknown tenant creates an event without a store', async (t) => {
  for (const path of [`/${unknownTenant}/scim/v2/Users`, '/', '/robots.txt', '/api/v1/events']) {
    const answer = await send({ method: 'GET', url: origin + path, headers: {} })
    const event = await buildEvent(answer)
    t.same(
      [event.identityStoreId, event.tokenId, event.response.status],
      [null, null, answer.status],
      path,
    )
    t.ok(answer.status === 401 || answer.status === 404)
    t.equal(event.tenantId, path.startsWith(`/${unknownTenant}`) ? unknownTenant : null)
  }
})

t.test('a throttled request creates one event', async (t) => {
  await server.configure({ throttling: true })
  await server.setClock({ frozenAt: new Date().toISOString() }) // so that all are sent in one second
  const answers = await Promise.all(Array.from({ length: 50 }, () => ask('GET', '/Groups')))
  await server.setClock({})
  await server.configure({})
  const throttled = answers.find(({ status }) => status === 429)
  t.ok(throttled)
  if (throttled === undefined) return
  const event = await buildEvent(throttled)
  sent += answers.length - 1
  t.same(
    [event.eventName, event.response.status, event.errorCode, event.identityStoreId],
    ['ListGroups', 429, 'ThrottlingException', identityStoreId],
  )
})

t.test('the number of events equals the number of requests', async (t) => {
  const { text } = await admin('/events?format=ndjson')
  const ids = text.trimEnd().split('\n')
  t.equal(ids.length, sent)
  t.notOk(text.includes(server.token))
})

t.test('the event of a retired tenant names its store', async (t) => {
  const store = `/identity-stores/${identityStoreId}`
  const api = (method: string, path: string, body?: unknown) =>
    fetch(`${server.adminUrl}/api/v1${store}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${server.adminToken}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  for (const { id } of (await admin(`${store}/tokens`)).json.items) {
    await api('DELETE', `/tokens/${id}`)
  }
  t.equal((await api('PUT', '/provisioning', { enabled: false })).status, 200)
  const answer = await ask('GET', '/Users')
  const event = await buildEvent(answer)
  t.same([answer.status, event.identityStoreId, event.tokenId], [404, identityStoreId, null])
  t.equal(event.findings[0].ruleId, 'tenant-current')

  await t.test(
    'until the store is deleted, because its events would never be deleted',
    async (t) => {
      t.equal((await api('DELETE', '')).status, 204)
      const late = await ask('GET', '/Users')
      t.same([late.status, (await buildEvent(late)).identityStoreId], [404, null])
    },
  )
})
