import t from 'tap'
import { createLogger } from '../../src/app/logger.ts'
import { startServer } from '../../src/app.ts'
import { readServeConfig } from '../../src/config.ts'
import { recorder } from '../../src/events/recorder.ts'
import { testDatabase } from '../helpers/database.ts'

const start = async (place: object) => {
  const config = readServeConfig({ port: '0', adminPort: '0', dataDir: 'memory:', ...place }, {})
  const server = await startServer(config, {
    logger: createLogger('silent'),
    notice: () => {},
  })
  t.teardown(() => server.close())
  return server
}

/** The event recorder of another server on the same database, which cleans up on demand. */
const cleaner = (server: Awaited<ReturnType<typeof start>>, now = () => new Date()) =>
  recorder({
    store: server.dependencies.store,
    now,
    onFault: (error) => {
      throw error
    },
  })

t.test('unauthenticated clients', async (t) => {
  const server = await start(await testDatabase(t))
  const { store } = server.dependencies
  const origin = new URL(server.ready.scimEndpoint ?? '').origin
  const listUnauthenticated = () => store.events.list({ identityStoreId: null }, { limit: 10_000 })

  t.test('leave at most 1,000 events, with little of each body', async (t) => {
    const body = 'x'.repeat(10_000)
    const send = (n: number) =>
      n % 2 === 0
        ? fetch(`${origin}/${n}0000000-aaaa-bbbb-cccc-000000000000/scim/v2/Users`, {
            method: 'POST',
            headers: { authorization: 'Bearer nonsense' },
            body,
          })
        : fetch(`${origin}/path/${n}`, { method: 'POST', body })
    for (let n = 0; n < 1_500; n += 50) {
      const answers = await Promise.all(Array.from({ length: 50 }, (_, more) => send(n + more)))
      for (const answer of answers) await answer.arrayBuffer()
    }
    t.ok(
      (await listUnauthenticated()).length < 1_500,
      'a burst is cleaned up without a request for it',
    )
    await cleaner(server).clean()
    const left = await listUnauthenticated()
    t.equal(left.length, 1_000)
    t.ok(left.some(({ requestBody }) => requestBody !== null))
    t.same(
      left.filter(({ requestBody }) => (requestBody?.length ?? 0) > 4_096),
      [],
    )
    t.match(left[0]?.path, /14[5-9]\d/) // one of the last 50 concurrent requests
  })

  t.test('do not displace events of a store', async (t) => {
    const { scimEndpoint, accessToken, identityStoreId } = server.ready
    await fetch(`${scimEndpoint}/Users`, { headers: { authorization: `Bearer ${accessToken}` } })
    await cleaner(server).clean()
    const { items } = await server.administration.events.list('plain', {
      store: identityStoreId ?? '',
    })
    t.equal(items.length, 1)
  })
})

t.test('the settings of a store', async (t) => {
  const server = await start(await testDatabase(t))
  const { administration } = server
  const first = {
    endpoint: server.ready.scimEndpoint ?? '',
    token: server.ready.accessToken ?? '',
    id: server.ready.identityStoreId ?? '',
  }
  const made = await administration.createStore({})
  const second = {
    endpoint: made.scimEndpoint ?? '',
    token: made.token?.accessToken ?? '',
    id: made.identityStoreId,
  }
  const read = async ({ endpoint, token }: typeof first, count: number) => {
    const ids: string[] = []
    for (let n = 0; n < count; n += 1) {
      const { headers } = await fetch(`${endpoint}/Users`, {
        headers: { authorization: `Bearer ${token}` },
      })
      ids.unshift(headers.get('x-amzn-requestid') ?? '')
    }
    return ids
  }
  const listIds = async ({ id }: typeof first) =>
    (await administration.events.list('plain', { store: id }, { limit: 200 })).items.map(
      ({ requestId }) => requestId,
    )
  const mine = await read(first, 130)
  const others = await read(second, 130)
  await administration.replaceSettings(first.id, { events: { count: 100, days: 1 } })
  t.same([(await listIds(first)).length, (await listIds(second)).length], [130, 130])

  t.test('limit the number of events, keeping the newest', async (t) => {
    await cleaner(server).clean()
    t.same(await listIds(first), mine.slice(0, 100))
    t.same(await listIds(second), others)
  })

  t.test('limit the age of events', async (t) => {
    const inTwoDays = () => new Date(Date.now() + 2 * 86_400_000)
    await cleaner(server, inTwoDays).clean()
    t.same(await listIds(first), [])
    t.same(await listIds(second), others)
  })

  t.test('limit the size of bodies', async (t) => {
    await administration.replaceSettings(first.id, { events: { bodyBytes: 0 } })
    const { headers } = await fetch(`${first.endpoint}/Users`, {
      method: 'POST',
      headers: { authorization: `Bearer ${first.token}` },
      body: '{"userName":"ada"}',
    })
    const { request, response } = await administration.events.get(
      'plain',
      headers.get('x-amzn-requestid') ?? '',
    )
    t.same([request.body, request.bodyBytes, response.body], ['', 18, ''])
  })
})

t.test(
  'a refusal is stored before its response is sent, including 501 for PUT of a group',
  async (t) => {
    const { ready, dependencies } = await start(await testDatabase(t))
    const headers = { authorization: `Bearer ${ready.accessToken}` }
    for (const [method, path, status] of [
      ['PUT', '/Groups/x', 501],
      ['POST', '/Users', 400],
      ['GET', '/Users/x', 404],
    ] as const) {
      const answer = await fetch(`${ready.scimEndpoint}${path}`, { method, headers })
      const requestId = answer.headers.get('x-amzn-requestid') ?? ''
      const stored = await dependencies.store.events.list({ requestId }, { limit: 2 }) // read directly, without a flush
      t.same(
        stored.map((event) => event.status),
        [status],
      )
    }
  },
)
