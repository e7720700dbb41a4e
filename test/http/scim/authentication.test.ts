import t from 'tap'
import { localAdministration } from '../../../src/administration/local-administration.ts'
import { createLogger } from '../../../src/app/logger.ts'
import { recorder } from '../../../src/events/recorder.ts'
import { buildScimServer } from '../../../src/http/scim/server.ts'
import { startIdentityCenter } from '../../../src/index.ts'
import { send } from '../../conversations/send.ts'
import { openTestStore, testDatabase } from '../../helpers/database.ts'
import { administrationDependencies } from '../../helpers/dependencies.ts'
import { detailOf, idOf, newUser, startScimServer } from './scim-server.ts'

const generic = { status: 401, detail: 'Unauthorized' }
const unknown = 'abc12345678-1234-1234-1234-123456789012'

t.test('a request is authenticated', async (t) => {
  const { ask, server } = await startScimServer(t)
  for (const scheme of ['Bearer', 'bearer', 'BEARER'])
    await t.test(`with the scheme ${scheme}`, async (t) => {
      const headers = { Authorization: `${scheme} ${server.token}` }
      t.equal((await ask('GET', '/Users', { headers })).status, 200)
    })
})

t.test('a request is refused', async (t) => {
  const { ask, server } = await startScimServer(t)
  const wrong: Readonly<Record<string, string | null>> = {
    'without a token': null,
    'with an empty token': 'Bearer ',
    'with a wrong token': 'Bearer nonsense',
    'with a token of the right shape': `Bearer ${'A'.repeat(576)}`,
    'with a token cut short': `Bearer ${server.token.slice(0, -1)}`,
    'with a token and something more': `Bearer ${server.token}x`,
    'with the token as it is': server.token,
    'with another scheme': `Basic ${server.token}`,
    'with the secret of the private listener': `Bearer ${server.adminToken}`,
  }
  for (const [what, Authorization] of Object.entries(wrong))
    await t.test(what, async (t) => {
      const paths = ['/Users', '/ServiceProviderConfig', '/Schemas', '/ResourceTypes', '/Nothing']
      for (const path of paths) {
        const answer = await ask('GET', path, { headers: { Authorization } })
        t.same({ status: answer.status, detail: detailOf(answer) }, generic, path)
      }
      const create = { headers: { Authorization }, body: JSON.stringify(newUser('ann')) }
      t.equal((await ask('POST', '/Users', create)).status, 401)
    })

  await t.test('with a token in the query', async (t) => {
    const path = `/Users?access_token=${encodeURIComponent(server.token)}`
    t.equal((await ask('GET', path, { headers: { Authorization: null } })).status, 401)
  })

  await t.test('in the envelope of the epoch that the store is set to', async (t) => {
    const wrong = { headers: { Authorization: 'Bearer nonsense' } }
    t.ok(JSON.parse((await ask('GET', '/Users', wrong)).text).schemas)
    await server.configure({ asOf: '2022-01-26' })
    t.equal(JSON.parse((await ask('GET', '/Users', wrong)).text).schemas, undefined)
    await server.configure({})
  })

  await t.test('and changes nothing', async (t) => {
    t.equal(JSON.parse((await ask('GET', '/Users')).text).totalResults, 0)
  })
})

t.test('a tenant', async (t) => {
  const server = await startIdentityCenter(await testDatabase(t))
  t.teardown(() => server.close())
  const api = async (method: string, path: string, body?: unknown) => {
    const { text } = await send({
      method,
      url: `${server.adminUrl}/api/v1${path}`,
      headers: {
        Authorization: `Bearer ${server.adminToken}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: Buffer.from(JSON.stringify(body)) }),
    })
    return text === '' ? undefined : JSON.parse(text)
  }
  const ask = (endpoint: string, token: string, method = 'GET', path = '/Users', body?: unknown) =>
    send({
      method,
      url: endpoint + path,
      headers: { Authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: Buffer.from(JSON.stringify(body)) }),
    })
  const other = await api('POST', '/identity-stores', { provisioning: true })
  const mine = { endpoint: server.endpoint, token: server.token }
  const theirs = { endpoint: String(other.scimEndpoint), token: String(other.token.accessToken) }

  await t.test('rejects the token of another', async (t) => {
    for (const [endpoint, token] of [
      [mine.endpoint, theirs.token],
      [theirs.endpoint, mine.token],
    ] as const) {
      const answer = await ask(endpoint, token)
      t.same({ status: answer.status, detail: detailOf(answer) }, generic)
    }
  })

  await t.test('that is unknown is 401 with any token', async (t) => {
    const endpoint = server.endpoint.replace(server.tenantId, unknown)
    for (const token of [mine.token, 'nonsense']) t.equal((await ask(endpoint, token)).status, 401)
    t.equal((await ask(server.endpoint.replace(server.tenantId, '%00'), mine.token)).status, 401)
  })

  await t.test('has no access to another', async (t) => {
    const user = await ask(mine.endpoint, mine.token, 'POST', '/Users', newUser('ann'))
    const group = await ask(mine.endpoint, mine.token, 'POST', '/Groups', {
      displayName: 'Team',
      members: [{ value: idOf(user) }],
    })
    const paths = { user: `/Users/${idOf(user)}`, group: `/Groups/${idOf(group)}` }
    const there = (method: string, path: string, body?: unknown) =>
      ask(theirs.endpoint, theirs.token, method, path, body)
    const total = async (path: string) => {
      const { status, text } = await there('GET', path)
      return status === 200 ? JSON.parse(text).totalResults : status
    }
    const patch = { Operations: [{ op: 'replace', path: 'displayName', value: 'Mine' }] }
    const join = { Operations: [{ op: 'add', path: 'members', value: [{ value: idOf(user) }] }] }

    for (const path of Object.values(paths)) {
      t.equal((await there('GET', path)).status, 404)
      t.equal((await there('PATCH', path, patch)).status, 404)
      t.equal((await there('DELETE', path)).status, 404)
    }
    const put = { ...newUser('ann'), id: idOf(user) }
    t.equal((await there('PUT', paths.user, put)).status, 404)
    t.equal(await total('/Users'), 0)
    t.equal(await total('/Groups'), 0)
    t.equal(await total('/Users?filter=userName+eq+%22ann%22'), 0)
    t.equal(await total(`/Users?filter=id+eq+%22${idOf(user)}%22`), 0)
    t.equal(await total(`/Users?filter=groups.value+eq+%22${idOf(group)}%22`), 0)
    t.equal(await total(`/Groups?filter=members.value+eq+%22${idOf(user)}%22`), 404)
    const own = await there('POST', '/Groups', { displayName: 'Team' })
    t.equal(own.status, 201, 'names are unique only within a store')
    const joined = await there('PATCH', `/Groups/${idOf(own)}`, join)
    t.equal(joined.status, 404, 'a user of another store cannot become a member')
    t.equal((await ask(mine.endpoint, mine.token, 'GET', paths.user)).text, user.text)
  })

  await t.test('rejects the cursor of another', async (t) => {
    await ask(mine.endpoint, mine.token, 'POST', '/Users', newUser('bob'))
    const page = await ask(mine.endpoint, mine.token, 'GET', '/Users?cursor&count=1')
    const cursor = encodeURIComponent(JSON.parse(page.text).nextCursor)
    const path = `/Users?cursor=${cursor}&count=1`
    t.equal((await ask(mine.endpoint, mine.token, 'GET', path)).status, 200)
    t.equal((await ask(theirs.endpoint, theirs.token, 'GET', path)).status, 400)
  })

  await t.test('rejects a deleted token at once', async (t) => {
    const store = `/identity-stores/${server.identityStoreId}`
    const { id, accessToken } = await api('POST', `${store}/tokens`)
    t.equal((await ask(mine.endpoint, accessToken)).status, 200)
    await api('DELETE', `${store}/tokens/${id}`)
    t.equal((await ask(mine.endpoint, accessToken)).status, 401)
    t.equal((await ask(mine.endpoint, mine.token)).status, 200)
  })

  await t.test('has a new address after disabling and enabling, with the same users', async (t) => {
    const store = `/identity-stores/${server.identityStoreId}`
    for (const { id } of (await api('GET', `${store}/tokens`)).items)
      await api('DELETE', `${store}/tokens/${id}`)
    await api('PUT', `${store}/provisioning`, { enabled: false })
    const whileDisabled = await ask(mine.endpoint, mine.token)
    const enabled = await api('PUT', `${store}/provisioning`, { enabled: true })
    t.not(enabled.tenantId, server.tenantId)

    const old = await ask(mine.endpoint, enabled.token.accessToken)
    for (const answer of [whileDisabled, old]) {
      t.equal(answer.status, 404)
      t.equal(detailOf(answer), 'TENANT does not exist.')
    }
    const now = await ask(enabled.scimEndpoint, enabled.token.accessToken)
    t.equal(now.status, 200)
    t.equal(JSON.parse(now.text).totalResults, 2)
  })
})

t.test('a token is valid for one year', async (t) => {
  const { store } = await openTestStore(t)
  let time = new Date('2025-03-01T12:00:00Z')
  const randomBytes = (count: number) => crypto.getRandomValues(new Uint8Array(count))
  const dependencies = { store, now: () => time, randomBytes }
  const app = buildScimServer({
    dependencies,
    asOf: '2026-11-01',
    recorder: recorder({ store, now: dependencies.now, onFault: () => {} }),
    ready: async () => true,
    logger: createLogger('silent'),
  })
  t.teardown(() => app.close())
  const origin = await app.listen({ host: '127.0.0.1', port: 0 })
  const administration = localAdministration(
    dependencies,
    administrationDependencies(dependencies, { endpointOf: (id) => `${origin}/${id}/scim/v2` }),
  )
  const { scimEndpoint, token } = await administration.createStore({})
  const ask = () =>
    send({
      method: 'GET',
      url: `${scimEndpoint}/Users`,
      headers: { Authorization: `Bearer ${token?.accessToken}` },
    })

  time = new Date('2026-02-28T12:00:00Z')
  t.equal((await ask()).status, 200)
  time = new Date('2026-03-02T12:00:00Z')
  const late = await ask()
  t.same({ status: late.status, detail: detailOf(late) }, generic)
})

t.test('the admin API cannot be reached through the SCIM listener', async (t) => {
  const { server } = await startScimServer(t)
  const origin = new URL(server.endpoint).origin
  for (const token of [server.adminToken, server.token])
    for (const [method, path] of [
      ['GET', '/'],
      ['GET', '/api/v1/identity-stores'],
      ['POST', '/api/v1/identity-stores'],
      ['GET', `/api/v1/identity-stores/${server.identityStoreId}/tokens`],
      ['DELETE', `/api/v1/identity-stores/${server.identityStoreId}`],
      ['GET', '/api/v1/rules'],
      ['GET', '/metrics'],
      ['GET', `/${server.tenantId}/api/v1/identity-stores`],
      ['GET', `/${server.tenantId}/scim/v2/../../../api/v1/rules`],
      ['GET', `/${server.tenantId}/scim/v2/%2e%2e/%2e%2e/%2e%2e/api/v1/rules`],
    ] as const) {
      const headers = { Authorization: `Bearer ${token}` }
      const { status, text } = await send({ method, url: origin + path, headers })
      t.ok(status === 404 || status === 401, `${method} ${path}: ${status}`)
      t.equal(JSON.parse(text).status, String(status))
    }
})
