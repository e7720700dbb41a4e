import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { localAdministration } from '../../../src/administration/local-administration.ts'
import { isAdminToken, resolveAdminToken } from '../../../src/app/admin-token.ts'
import { dataDirectory } from '../../../src/app/data-directory.ts'
import { buildAdminServer } from '../../../src/http/admin/server.ts'
import { DatabaseUnavailable } from '../../../src/identity-center/errors.ts'
import { ruleBook } from '../../../src/identity-center/rules/rule-book.ts'
import { testConsole } from '../../helpers/console.ts'
import { administrationDependencies } from '../../helpers/dependencies.ts'
import { testDependencies } from '../../helpers/operation-dependencies.ts'

const secret = 'the-admin-token'
const dependencies = await testDependencies(t)
await resolveAdminToken(dependencies, dataDirectory('memory:'), { given: secret, isShared: false })

const administration = localAdministration(
  dependencies,
  administrationDependencies(dependencies, {
    endpointOf: (tenantId) => `http://scim/${tenantId}/scim/v2`,
  }),
)
const serverOf = (options: Partial<Parameters<typeof buildAdminServer>[0]> = {}) =>
  buildAdminServer({
    administration,
    isAdminToken: (token) => isAdminToken(dependencies, token),
    console: testConsole(dependencies, administration),
    ready: async () => true,
    logger: pino({ level: 'silent' }),
    version: '0.0.0',
    ...options,
  })

const app = serverOf()
t.teardown(() => app.close())
const url = await app.listen({ port: 0 })

interface Call {
  readonly method?: string
  readonly body?: unknown
  readonly headers?: Record<string, string>
}
const call = async (path: string, { method = 'GET', body, headers = {} }: Call = {}) => {
  const isText = typeof body === 'string'
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${secret}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: isText ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    challenge: response.headers.get('www-authenticate'),
    json: text === '' ? undefined : JSON.parse(text),
  }
}

const isProblem = (t: Test, answer: Awaited<ReturnType<typeof call>>, status: number) => {
  t.equal(answer.status, status)
  t.match(answer.type, /^application\/problem\+json/)
  t.same(Object.keys(answer.json), ['type', 'title', 'status', 'detail'])
  t.equal(answer.json.status, status)
  t.match(answer.json.detail, /\.$/)
}

const stores = '/api/v1/identity-stores'

t.test('the private listener', async (t) => {
  t.test('requires the admin token for every path, even unknown ones', async (t) => {
    const paths = [stores, `${stores}/d-0000000000`, '/api/v1/rules', '/api/v1/nothing', '/nothing']
    for (const path of paths) {
      for (const authorization of ['', 'Bearer', 'Bearer wrong', `Basic ${secret}`, secret]) {
        const answer = await call(path, { headers: { authorization } })
        isProblem(t, answer, 401)
        t.equal(answer.challenge, 'Bearer')
      }
    }
  })

  t.test('accepts the scheme Bearer in any case', async (t) => {
    t.equal((await call(stores, { headers: { authorization: `bearer ${secret}` } })).status, 200)
  })

  t.test('shows its health without credentials', async (t) => {
    const headers = { authorization: '' }
    const health = await call('/healthz', { headers })
    t.same([health.status, health.json], [200, { status: 'ok' }])
    const ready = await call('/readyz', { headers })
    t.same([ready.status, ready.json], [200, { status: 'ready' }])
  })

  t.test('is not ready while the database is not', async (t) => {
    const unready = [async () => false, () => Promise.reject(new Error('no'))]
    for (const ready of unready) {
      const other = serverOf({ ready })
      const answer = await other.inject('/readyz')
      t.same([answer.statusCode, answer.json()], [503, { status: 'unavailable' }])
      t.equal((await other.inject('/healthz')).statusCode, 200)
      await other.close()
    }
  })

  t.test(
    'responds with 503 if the database is unreachable, 500 for unexpected errors',
    async (t) => {
      const errors = [
        [new DatabaseUnavailable(new Error('secret cause')), 503],
        [new Error('secret cause'), 500],
      ] as const
      for (const [error, status] of errors) {
        const broken = () => Promise.reject(error)
        for (const options of [
          { isAdminToken: broken },
          {
            administration: {
              ...localAdministration(dependencies, administrationDependencies(dependencies)),
              listStores: broken,
            },
          },
        ]) {
          const other = serverOf(options)
          const headers = { authorization: `Bearer ${secret}` }
          const answer = await other.inject({ url: stores, headers })
          t.equal(answer.statusCode, status)
          t.match(answer.headers['content-type'], /^application\/problem\+json/)
          t.notOk(answer.body.includes('secret cause'))
          await other.close()
        }
      }
    },
  )
})

t.test('identity stores over HTTP', async (t) => {
  const created = await call(stores, { method: 'POST' })
  const id: string = created.json.identityStoreId
  const store = `${stores}/${id}`

  t.test('are created, with the token in the response', async (t) => {
    t.equal(created.status, 201)
    t.same(Object.keys(created.json), [
      'identityStoreId',
      'tenantId',
      'scimEndpoint',
      'provisioningEnabled',
      'createdAt',
      'settings',
      'token',
    ])
    t.same(Object.keys(created.json.token), [
      'id',
      'createdAt',
      'expiresAt',
      'lastUsedAt',
      'state',
      'daysLeft',
      'accessToken',
    ])
    t.equal(created.json.scimEndpoint, `http://scim/${created.json.tenantId}/scim/v2`)
  })

  t.test('are created with settings and without provisioning on request', async (t) => {
    const body = { settings: { throttling: true }, provisioning: false }
    const answer = await call(stores, { method: 'POST', body })
    t.equal(answer.status, 201)
    t.same(answer.json.settings, { throttling: true })
    t.equal(answer.json.provisioningEnabled, false)
    t.equal(answer.json.tenantId, null)
  })

  t.test('are listed and shown', async (t) => {
    const { token: _, ...shown } = created.json
    t.same((await call(store)).json, shown)
    const list = (await call(stores)).json
    t.same(Object.keys(list), ['items'])
    t.same(
      list.items.filter(
        ({ identityStoreId }: { identityStoreId: string }) => identityStoreId === id,
      ),
      [shown],
    )
    t.equal(list.items.length, 2)
  })

  t.test('have at most two tokens', async (t) => {
    const second = await call(`${store}/tokens`, { method: 'POST' })
    t.equal(second.status, 201)
    t.ok(second.json.accessToken)
    isProblem(t, await call(`${store}/tokens`, { method: 'POST', body: {} }), 409)
    const { items } = (await call(`${store}/tokens`)).json
    t.equal(items.length, 2)
    t.notOk(JSON.stringify(items).includes('accessToken'))
  })

  t.test('are disabled once no token is valid, and enabled again', async (t) => {
    const provisioning = `${store}/provisioning`
    const off = { method: 'PUT', body: { enabled: false } }
    isProblem(t, await call(provisioning, off), 409)
    for (const { id } of (await call(`${store}/tokens`)).json.items) {
      const deleted = await call(`${store}/tokens/${id}`, { method: 'DELETE' })
      t.same([deleted.status, deleted.json], [204, undefined])
      isProblem(t, await call(`${store}/tokens/${id}`, { method: 'DELETE' }), 404)
    }
    const disabled = await call(provisioning, off)
    t.same([disabled.status, disabled.json.tenantId], [200, null])
    isProblem(t, await call(`${store}/tokens`, { method: 'POST' }), 409)
    const enabled = await call(provisioning, { method: 'PUT', body: { enabled: true } })
    t.equal(enabled.status, 200)
    t.not(enabled.json.tenantId, created.json.tenantId)
    t.ok(enabled.json.token.accessToken)
  })

  t.test('have settings that are read and replaced', async (t) => {
    const body = { asOf: '2022-01-01' }
    t.same((await call(`${store}/settings`, { method: 'PUT', body })).json, body)
    t.same((await call(`${store}/settings`)).json, body)
    const wrong = await call(`${store}/settings`, { method: 'PUT', body: { nothing: 1 } })
    isProblem(t, wrong, 400)
  })

  t.test('are deleted', async (t) => {
    // some clients send a Content-Type without a body
    const headers = { 'content-type': 'application/json' }
    t.equal((await call(store, { method: 'DELETE', headers })).status, 204)
    isProblem(t, await call(store), 404)
    isProblem(t, await call(store, { method: 'DELETE' }), 404)
  })
})

t.test('an invalid request', async (t) => {
  const { json } = await call(stores, { method: 'POST' })
  const store = `${stores}/${json.identityStoreId}`

  t.test('is rejected, and its values are not converted', async (t) => {
    const bodies: readonly (readonly [string, string, unknown, number])[] = [
      ['PUT', `${store}/provisioning`, { enabled: 'false' }, 400],
      ['PUT', `${store}/provisioning`, { enabled: 0 }, 400],
      ['PUT', `${store}/provisioning`, { enabled: false, more: 1 }, 400],
      ['PUT', `${store}/provisioning`, {}, 400],
      ['PUT', `${store}/provisioning`, [], 400],
      ['PUT', `${store}/provisioning`, 'null', 400],
      ['PUT', `${store}/provisioning`, '', 400],
      ['PUT', `${store}/provisioning`, '{"enabled":', 400],
      ['PUT', `${store}/settings`, '"x"', 400],
      ['PUT', `${store}/settings`, '{"__proto__":{"asOf":"2022-01-01"}}', 400],
      ['POST', stores, { tenantId: 'mine' }, 400],
      ['POST', stores, { settings: 'x' }, 400],
      ['POST', `${store}/tokens`, { accessToken: 'mine' }, 400],
      ['POST', stores, `{"settings":"${'x'.repeat(2 ** 21)}"}`, 413],
    ]
    for (const [method, path, body, status] of bodies) {
      isProblem(t, await call(path, { method, body }), status)
    }
    t.equal((await call(store)).json.provisioningEnabled, true)
  })

  t.test('is 415 with another media type, 404 with an unknown path or method', async (t) => {
    const headers = { 'content-type': 'text/plain' }
    isProblem(t, await call(stores, { method: 'POST', body: '{}', headers }), 415)
    isProblem(t, await call('/api/v1/nothing'), 404)
    isProblem(t, await call(store, { method: 'PATCH', body: {} }), 404)
    isProblem(t, await call(`${stores}/%zz`), 400)
    isProblem(t, await call(`${stores}/%00`), 404)
    isProblem(t, await call(`${stores}/d-${'0'.repeat(5000)}`), 414)
    isProblem(t, await call(`${store}/tokens/%F0%9F%98%80%00`, { method: 'DELETE' }), 404)
  })

  t.test('never causes a server error', async () => {
    const segment = fc.oneof(
      fc.constantFrom('identity-stores', json.identityStoreId, 'tokens', 'settings', 'rules'),
      fc.string({ unit: 'grapheme' }).map(encodeURIComponent),
      fc.constantFrom('%00', '%zz', '..', '%2F', '%EF%BF%BF'),
    )
    const path = fc.array(segment, { maxLength: 4 }).map((parts) => `/api/v1/${parts.join('/')}`)
    const method = fc.constantFrom(
      'GET' as const,
      'POST' as const,
      'PUT' as const,
      'PATCH' as const,
    )
    const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
    await fc.assert(
      fc.asyncProperty(method, path, fc.json(), async (method, url, payload) => {
        const { statusCode } = await app.inject({ method, url, headers, payload })
        return statusCode < 500
      }),
      { numRuns: 200 },
    )
  })
})

t.test('all rules are listed', async (t) => {
  const { items } = (await call('/api/v1/rules')).json
  t.same(
    items.map(({ id }: { id: string }) => id),
    ruleBook.map(({ id }) => id),
  )
})

t.test('the admin token', async (t) => {
  const memory = dataDirectory('memory:')

  t.test('of the environment wins over any other', async (t) => {
    const dependencies = await testDependencies(t)
    for (const isShared of [false, true]) {
      const given = randomBytes(8).toString('hex')
      t.equal(await resolveAdminToken(dependencies, memory, { given, isShared }), given)
      t.ok(await isAdminToken(dependencies, given))
    }
  })

  t.test('is generated; on a shared database only the first one counts', async (t) => {
    const dependencies = await testDependencies(t)
    t.notOk(await isAdminToken(dependencies, ''))
    const options = { given: undefined, isShared: true }
    const first = await resolveAdminToken(dependencies, memory, options)
    t.ok(first && (await isAdminToken(dependencies, first)))
    t.equal(await resolveAdminToken(dependencies, memory, options), null)
    t.ok(first && (await isAdminToken(dependencies, first)))
  })

  t.test('is kept in the data directory, which decides on an embedded database', async (t) => {
    const dependencies = await testDependencies(t)
    const directory = dataDirectory(t.testdir())
    const options = { given: undefined, isShared: false }
    const token = await resolveAdminToken(dependencies, directory, options)
    t.equal(await directory.readAdminToken(), token)
    t.equal(await resolveAdminToken(dependencies, directory, options), token)
    await resolveAdminToken(dependencies, memory, options) // as if the file had been lost
    t.notOk(await isAdminToken(dependencies, token ?? ''))
    t.equal(await resolveAdminToken(dependencies, directory, options), token)
    t.ok(await isAdminToken(dependencies, token ?? ''))
  })

  t.test(
    'of a data directory is not shown where it does not open the shared database',
    async (t) => {
      const dependencies = await testDependencies(t)
      const directory = dataDirectory(t.testdir())
      await resolveAdminToken(dependencies, directory, { given: undefined, isShared: true })
      await resolveAdminToken(dependencies, memory, { given: 'another', isShared: true })
      t.equal(
        await resolveAdminToken(dependencies, directory, { given: undefined, isShared: true }),
        null,
      )
    },
  )
})
