import t from 'tap'
import { createLogger } from '../../../src/app/logger.ts'
import { startServer } from '../../../src/app.ts'
import { readServeConfig } from '../../../src/config.ts'
import { adminOf } from '../../helpers/administering.ts'
import { testDatabase } from '../../helpers/database.ts'
import { newUser } from '../scim/scim-server.ts'

const place = await testDatabase(t)
const config = readServeConfig({ port: '0', adminPort: '0', dataDir: 'memory:', ...place }, {})
const server = await startServer(config, { logger: createLogger('silent'), notice: () => {} })
t.teardown(() => server.close())
const { adminUrl, adminToken } = server.ready
const admin = adminOf({ adminUrl, adminToken })

interface Tenant {
  readonly id: string
  readonly endpoint: string
  readonly token: string
}
const first: Tenant = {
  id: server.ready.identityStoreId ?? '',
  endpoint: server.ready.scimEndpoint ?? '',
  token: server.ready.accessToken ?? '',
}
const made = await server.administration.createStore({})
const second: Tenant = {
  id: made.identityStoreId,
  endpoint: made.scimEndpoint ?? '',
  token: made.token?.accessToken ?? '',
}

const post = async ({ endpoint, token }: Tenant, user: object) => {
  const { headers } = await fetch(`${endpoint}/Users`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify(user),
  })
  return headers.get('x-amzn-requestid') ?? ''
}
const mine = [await post(first, newUser('ada')), await post(first, newUser('ada'))]
const theirs = [await post(second, newUser('ada')), await post(second, {})]
const across = await post({ ...second, token: first.token }, newUser('eve'))

const tenants = [
  [first, mine, [...theirs, across]],
  [second, [...theirs, across], mine],
] as const

t.test('the routes of a store show only its own events', async (t) => {
  for (const [{ id }, own, others] of tenants) {
    const events = `/identity-stores/${id}/events`
    for (const format of ['json', 'cloudtrail', 'ndjson']) {
      const { text } = await admin(`${events}?format=${format}`)
      for (const each of own) t.ok(text.includes(each), `${format}: its own`)
      for (const each of others) t.notOk(text.includes(each), `${format}: another's`)
    }
    for (const each of others) {
      t.equal((await admin(`${events}/${each}`)).status, 404)
      t.same((await admin(`${events}?requestId=${each}`)).json.items, [])
    }
    for (const query of ['name=ada', 'failed=true', 'since=1h', 'operation=CreateUser']) {
      const { items } = (await admin(`${events}?${query}`)).json
      t.same(
        items.filter(({ requestId }: { requestId: string }) => !own.includes(requestId)),
        [],
      )
    }
  }
})

t.test('the filter by store is rejected on the routes of one store', async (t) => {
  t.equal((await admin(`/identity-stores/${first.id}/events?store=${second.id}`)).status, 400)
})

t.test('a cursor of one store shows no event of another', async (t) => {
  const { nextCursor } = (await admin(`/identity-stores/${second.id}/events?limit=1`)).json
  const { items } = (await admin(`/identity-stores/${first.id}/events?cursor=${nextCursor}`)).json
  t.ok(items.length > 0)
  for (const { identityStoreId } of items) t.equal(identityStoreId, first.id)
})

t.test('a request is explained again only by its own store', async (t) => {
  const answer = await admin(`/identity-stores/${first.id}/explain`, { requestId: theirs[1] })
  t.equal(answer.status, 404)
  const own = await admin(`/identity-stores/${second.id}/explain`, { requestId: theirs[1] })
  t.same([own.status, own.json.identityStoreId], [200, second.id])
})

const paths = (id: string) =>
  ['', `/identity-stores/${id}`].flatMap((prefix) => [
    ['GET', `${prefix}/events`],
    ['GET', `${prefix}/events?format=ndjson`],
    ['GET', `${prefix}/events/stream`],
    ['GET', `${prefix}/events/${mine[0]}`],
    ['POST', `${prefix}/explain`],
  ])

t.test('no event is shown without the admin token', async (t) => {
  for (const [method = '', path = ''] of paths(first.id)) {
    for (const authorization of [undefined, `Bearer ${first.token}`, 'Bearer ']) {
      const response = await fetch(`${adminUrl}/api/v1${path}`, {
        method,
        headers: { ...(authorization !== undefined && { authorization }) },
      })
      const text = await response.text()
      t.match(String(response.status), /^(401|429)$/, `${method} ${path}`) // 429 after many
      t.notOk(text.includes(mine[0] ?? ''))
    }
  }
})

t.test('the SCIM listener shows no events, with any token', async (t) => {
  const { origin } = new URL(first.endpoint)
  for (const [method = '', path = ''] of paths(first.id)) {
    for (const base of [`${origin}/api/v1`, first.endpoint]) {
      const response = await fetch(base + path, {
        method,
        headers: { authorization: `Bearer ${base === first.endpoint ? first.token : adminToken}` },
      })
      t.equal(response.status, 404, `${method} ${base}${path}`)
      t.notMatch(await response.text(), /findings|CreateUser/)
    }
  }
})
