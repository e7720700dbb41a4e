import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { adminOf } from '../helpers/administering.ts'
import { startTestServer } from '../helpers/server.ts'

const server = await startTestServer(t)
const { scim, identityStoreId, tenantId } = server
const admin = adminOf(server)
const path = `/identity-stores/${identityStoreId}/explain`
const ada = {
  userName: 'ada@example.com',
  displayName: 'Ada',
  name: { givenName: 'Ada', familyName: 'Example' },
  active: true,
}
const created = await scim('POST', '/Users', ada)
const post = (body: unknown, more: object = {}) => ({
  request: { method: 'POST', path: '/Users', body: JSON.stringify(body), ...more },
})
const rulesOf = (json: { findings: { ruleId: string }[] }) =>
  json.findings.map((each) => each.ruleId)

t.test('a request is explained by the store that is named', async (t) => {
  const { status, json } = await admin(path, post(ada))
  t.same([status, json.response.status, json.errorCode], [200, 409, 'ConflictException'])
  t.ok(rulesOf(json).includes('user-name-unique'))
  t.equal(json.eventName, 'CreateUser')
  t.equal(JSON.parse(json.response.body).exceptionRequestId, json.requestId)
})

t.test('without a store, by one with nothing in it', async (t) => {
  const { json } = await admin('/explain', post(ada))
  t.same([json.response.status, json.identityStoreId], [201, null])
  t.equal((await admin('/explain', { request: { method: 'GET', path: '/Users' } })).status, 200)
})

t.test('an explanation leaves no trace', async (t) => {
  const before = (await admin('/events?limit=200')).json.items.length
  t.equal(
    (await admin(path, post({ ...ada, userName: 'eve@example.com' }))).json.response.status,
    201,
  )
  const patch = { Operations: [{ op: 'replace', path: 'displayName', value: 'Eve' }] }
  const user = `/Users/${created.json.id}`
  const patched = { request: { method: 'PATCH', path: user, body: JSON.stringify(patch) } }
  t.equal((await admin(path, patched)).json.response.status, 200)
  t.equal(
    (await admin(path, { request: { method: 'DELETE', path: user } })).json.response.status,
    204,
  )
  t.equal((await admin('/events?limit=200')).json.items.length, before)
  t.equal((await scim('GET', user)).json.displayName, 'Ada')
  t.equal((await scim('GET', '/Users')).json.totalResults, 1)
})

t.test('a path is taken however it is written', async (t) => {
  const user = `/Users/${created.json.id}`
  for (const written of [
    user,
    `/${tenantId}/scim/v2${user}`,
    `https://scim.us-east-1.amazonaws.com/abc/scim/v2${user}`,
    `//Users//${created.json.id}`,
    `/${tenantId}/scim/v2/${user}`,
  ]) {
    const { json } = await admin(path, { request: { method: 'GET', path: written } })
    t.same([json.response.status, json.eventName], [200, 'GetUser'], written)
    t.equal(rulesOf(json).includes('path-single-slashes'), /[^:]\/\/|^\/\//.test(written), written)
  }
  const list = { method: 'GET', path: '/Users?filter=userName eq "missing"' }
  t.equal(JSON.parse((await admin(path, { request: list })).json.response.body).totalResults, 0)
})

t.test('a request without an operation is refused as the API refuses it', async (t) => {
  for (const [method, where, status] of [
    ['GET', '/Nowhere', 404],
    ['GET', 'Groups', 404],
    ['PUT', '/Groups/x', 501],
    ['POST', '/Users', 400],
  ] as const) {
    const { json } = await admin(path, { request: { method, path: where, body: '{' } })
    const real = await scim(method, where, method === 'GET' ? undefined : '{')
    t.equal(json.response.status, status)
    const { detail } = JSON.parse(json.response.body)
    t.same(
      [real.status, real.json.detail],
      [status, where === 'Groups' ? 'Endpoint not found.' : detail],
    )
    t.equal(detail, real.json.detail)
  }
})

t.test('rules are switched and days changed for one explanation', async (t) => {
  const odd = post({ ...ada, userName: 'x@example.com', displayName: 'A\u200bda' })
  t.equal((await admin(path, odd)).json.response.status, 400)
  const off = { ...odd, settings: { rules: { characters: 'off' } } }
  t.equal((await admin(path, off)).json.response.status, 201)
  t.equal((await admin(path, odd)).json.response.status, 400)
  t.equal((await admin(path, { ...odd, settings: { asOf: '2021-02-30' } })).status, 400)
  const early = await admin(path, { ...odd, settings: { asOf: '2021-08-01' } })
  t.notOk(early.json.response.body.includes('validation errors detected'))
})

t.test('a request that came is explained again by its id', async (t) => {
  const refused = await scim('POST', '/Users', {
    ...ada,
    userName: 'y@example.com',
    title: 'a\u200bb',
  })
  const requestId = refused.headers.get('x-amzn-requestid')
  t.equal((await admin('/explain', { requestId })).json.response.status, 400)
  const settings = { rules: { characters: 'off' } }
  t.equal((await admin('/explain', { requestId, settings })).json.response.status, 201)

  const long = await scim('POST', '/Users', { ...ada, title: 'x'.repeat(70_000) })
  const cut = await admin('/explain', { requestId: long.headers.get('x-amzn-requestid') })
  t.same([cut.status, cut.type?.split(';')[0]], [409, 'application/problem+json'])
})

t.test('bytes are explained as they are', async (t) => {
  const bodyBase64 = Buffer.from([0x7b, 0xff, 0x00, 0x7d]).toString('base64')
  const { json } = await admin(path, { request: { method: 'POST', path: '/Users', bodyBase64 } })
  t.same([json.response.status, json.request.bodyBase64], [400, bodyBase64])
})

t.test('a hundred explanations of a megabyte do not hold up a live write', async (t) => {
  const user = `/Users/${created.json.id}`
  const patch = () =>
    scim('PATCH', user, {
      Operations: [{ op: 'replace', path: 'title', value: String(Date.now()) }],
    })
  await patch()
  const filler = JSON.stringify({ ...ada, userName: 'z@example.com', title: 'x'.repeat(1_047_000) })
  const ask = () => admin(path, { request: { method: 'POST', path: '/Users', body: filler } })
  let open = 100
  const asked = Array.from({ length: open }, () => ask().finally(() => open--))
  const waits: number[] = []
  await sleep(1_500) // the bodies arrive, which this process, being the client too, has to send first
  while (open > 0 && waits.length < 60) {
    const started = performance.now()
    t.equal((await patch()).status, 200)
    waits.push(performance.now() - started)
    await sleep(20)
  }
  t.ok(waits.length > 5, 'writes were made meanwhile')
  waits.sort((one, other) => one - other)
  const median = waits[Math.floor(waits.length / 2)] ?? 0
  t.comment(`of ${waits.length} writes: median ${median} ms, longest ${waits.at(-1)} ms`)
  t.ok(median < 100, `the median write took ${median} ms`)
  for (const { json } of await Promise.all(asked)) t.equal(json.eventName, 'CreateUser')
})
