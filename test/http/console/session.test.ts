import { randomBytes } from 'node:crypto'
import { pino } from 'pino'
import t from 'tap'
import { consoleAccess } from '../../../src/administration/console-access.ts'
import { localAdministration } from '../../../src/administration/local-administration.ts'
import { buildAdminServer } from '../../../src/http/admin/server.ts'
import { signedIn, testConsole, visitorOf } from '../../helpers/console.ts'
import { administrationDependencies } from '../../helpers/dependencies.ts'
import { testDependencies } from '../../helpers/operation-dependencies.ts'

const secret = 'the-admin-token'
const start = '2026-01-31T12:00:00.000Z'
const dependencies = await testDependencies(t, start)
const access = consoleAccess(dependencies)
const administration = localAdministration(dependencies, administrationDependencies(dependencies))
const app = buildAdminServer({
  administration,
  isAdminToken: async (token) => token === secret,
  console: testConsole(dependencies, administration),
  ready: async () => true,
  logger: pino({ level: 'silent' }),
  version: '0.0.0',
})
t.teardown(() => app.close())
const url = await app.listen({ port: 0, host: '127.0.0.1' })
const port = new URL(url).port
const { identityStoreId: id } = await administration.createStore({})

t.test('without a session', async (t) => {
  t.test('every page redirects to the sign-in page, and back after sign-in', async (t) => {
    for (const path of ['/stores', `/stores/${id}`, `/stores/${id}/provisioning`, '/stores/x/y']) {
      const { status, headers } = await visitorOf(url).get(path)
      t.equal(status, 303, path)
      t.equal(headers.get('location'), `/sign-in?to=${encodeURIComponent(path)}`)
    }
    const { headers } = await visitorOf(url).get('/')
    t.equal(headers.get('location'), '/sign-in')
    const visitor = visitorOf(url)
    const { text } = await visitor.get('/sign-in?to=%2Fstores%3Fa%3Db')
    t.match(text, 'name="to" value="/stores?a=b"')
    const signed = await visitor.post('/sign-in', { token: secret, to: '/stores?a=b' })
    t.same([signed.status, signed.headers.get('location')], [303, '/stores?a=b'])
  })

  t.test('no action is performed', async (t) => {
    const stores = await dependencies.store.identityStores.list()
    for (const path of ['/stores/create', '/theme', '/sign-out', `/stores/${id}/nothing`]) {
      const { status } = await visitorOf(url).post(path)
      t.ok([401, 404].includes(status), `${path}: ${status}`)
    }
    t.equal((await visitorOf(url).post('/stores/create')).status, 401)
    t.same(await dependencies.store.identityStores.list(), stores)
  })

  t.test('the admin token as a bearer token is accepted by the API, not by pages', async (t) => {
    const headers = { authorization: `Bearer ${secret}` }
    t.equal((await visitorOf(url).get('/stores', headers)).status, 303)
    t.equal((await visitorOf(url).get('/api/v1/identity-stores', headers)).status, 200)
  })

  t.test('sign-in never redirects to another site', async (t) => {
    for (const to of ['//evil.example', 'https://evil.example', '/\\evil.example', 'x', '/a\nb']) {
      const { status, headers } = await visitorOf(url).post('/sign-in', { token: secret, to })
      t.same([status, headers.get('location')], [303, '/'], to)
    }
  })
})

t.test('a session', async (t) => {
  t.test('is a cookie with the name of this port', async (t) => {
    const visitor = visitorOf(url)
    const { headers } = await visitor.post('/sign-in', { token: secret })
    const [cookie = ''] = headers.getSetCookie()
    t.match(cookie, new RegExp(`^console-${port}=[\\w-]{43}; Path=/; Expires=`))
    t.match(cookie, '; HttpOnly; SameSite=Strict')
    t.notMatch(cookie, 'Secure', 'this listener does not use TLS')
    t.match(cookie, 'Expires=Sun, 01 Feb 2026 00:00:00 GMT')
    t.equal((await visitor.get('/stores')).status, 200)
  })

  t.test('is not accepted by the API', async (t) => {
    const visitor = await signedIn(url, secret)
    t.equal((await visitor.get('/api/v1/identity-stores')).status, 401)
  })

  t.test('requires the admin token', async (t) => {
    for (const token of ['', 'wrong', `${secret} `, secret.toUpperCase()]) {
      const { status, headers, text } = await visitorOf(url).post('/sign-in', { token })
      t.equal(status, 403)
      t.same(headers.getSetCookie(), [])
      t.match(text, 'The admin token is wrong.')
    }
    const visitor = visitorOf(url)
    visitor.cookies.set(`console-${port}`, randomBytes(32).toString('base64url'))
    t.equal((await visitor.get('/stores')).status, 303)
  })

  t.test('ends after twelve hours', async (t) => {
    const visitor = await signedIn(url, secret)
    dependencies.setClock('2026-01-31T23:59:59.000Z')
    t.equal((await visitor.get('/stores')).status, 200)
    dependencies.setClock('2026-02-01T00:00:00.000Z')
    t.equal((await visitor.get('/stores')).status, 303)
    dependencies.setClock(start)
  })

  t.test('ends on sign-out for every copy of the cookie', async (t) => {
    const visitor = await signedIn(url, secret)
    const copy = visitorOf(url)
    for (const [name, value] of visitor.cookies) copy.cookies.set(name, value)
    const { status, headers } = await visitor.post('/sign-out')
    t.same([status, headers.get('location')], [303, '/sign-in'])
    t.equal(visitor.cookies.size, 0)
    t.equal((await copy.get('/stores')).status, 303)
  })

  t.test('ends when all sessions are cleared, as after a change of the admin token', async (t) => {
    const visitors = [await signedIn(url, secret), await signedIn(url, secret)]
    const { secret: link } = await access.makeLink()
    await dependencies.store.consoleSessions.clear()
    for (const visitor of visitors) t.equal((await visitor.get('/stores')).status, 303)
    t.equal((await visitorOf(url).post('/sign-in', { link })).status, 403)
  })
})

t.test('a link', async (t) => {
  t.test('signs in once', async (t) => {
    const { secret: link } = await access.makeLink()
    const visitor = visitorOf(url)
    const { status, headers } = await visitor.post('/sign-in', { link })
    t.same([status, headers.get('location')], [303, '/'])
    t.equal((await visitor.get('/stores')).status, 200)
    const again = await visitorOf(url).post('/sign-in', { link })
    t.equal(again.status, 403)
    t.same(again.headers.getSetCookie(), [])
    t.match(again.text, 'This link was already used or has expired.')
  })

  t.test('is not used up by a GET request', async (t) => {
    const { secret: link } = await access.makeLink()
    for (let n = 0; n < 3; n += 1) {
      const { status, text, headers } = await visitorOf(url).get(`/sign-in?link=${link}`)
      t.equal(status, 200)
      t.same(headers.getSetCookie(), [])
      t.match(text, `name="link" value="${link}"`)
    }
    t.equal((await visitorOf(url).post('/sign-in', { link })).status, 303)
  })

  t.test('signs in only one of many concurrent requests', async (t) => {
    const { secret: link } = await access.makeLink()
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => visitorOf(url).post('/sign-in', { link })),
    )
    t.same(answers.map(({ status }) => status).sort(), [303, ...Array(9).fill(403)])
  })

  t.test('expires after an hour', async (t) => {
    const { secret: link } = await access.makeLink()
    dependencies.setClock('2026-01-31T13:00:00.000Z')
    t.equal((await visitorOf(url).post('/sign-in', { link })).status, 403)
    dependencies.setClock(start)
  })

  t.test('is not a session, and a session is not a link', async (t) => {
    const { secret: link } = await access.makeLink()
    const visitor = visitorOf(url)
    visitor.cookies.set(`console-${port}`, link)
    t.equal((await visitor.get('/stores')).status, 303)
    const { secret: session } = await access.openSession()
    t.equal((await visitorOf(url).post('/sign-in', { link: session })).status, 403)
  })
})

t.test('a form of another site', async (t) => {
  const visitor = await signedIn(url, secret)
  const before = await dependencies.store.identityStores.list()

  t.test('is rejected without the CSRF token of the session', async (t) => {
    const other = await signedIn(url, secret)
    const foreign = /name="form-token" value="([^"]+)"/.exec((await other.get('/stores')).text)?.[1]
    for (const token of ['', 'wrong', foreign ?? '']) {
      const { status } = await visitor.post('/stores/create', { 'form-token': token })
      t.equal(status, 403)
    }
    t.same(await dependencies.store.identityStores.list(), before)
  })

  t.test('is rejected even with the correct CSRF token or admin token', async (t) => {
    const foreign = [
      { origin: 'http://evil.example' },
      { origin: 'null' },
      { origin: `http://127.0.0.1:${Number(port) + 1}` },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { origin: url, 'sec-fetch-site': 'cross-site' },
    ]
    for (const headers of foreign) {
      t.equal((await visitor.post('/stores/create', {}, headers)).status, 403)
      const signIn = await visitorOf(url).post('/sign-in', { token: secret }, headers)
      t.equal(signIn.status, 403)
      t.same(signIn.headers.getSetCookie(), [])
    }
    t.same(await dependencies.store.identityStores.list(), before)
  })

  t.test('is rejected with other media types', async (t) => {
    for (const type of ['application/json', 'text/plain', 'multipart/form-data; boundary=x', '']) {
      const headers = { ...visitor.headers, 'content-type': type }
      const { status } = await visitor.post('/stores/create', {}, headers)
      t.ok([403, 415].includes(status), `${type}: ${status}`)
    }
    t.same(await dependencies.store.identityStores.list(), before)
  })

  t.test(
    'is accepted from the console itself, also without Origin and Sec-Fetch-Site',
    async (t) => {
      t.equal((await visitor.post('/stores/create')).status, 200)
      t.equal((await visitor.post('/stores/create', {}, {})).status, 200)
      t.equal((await dependencies.store.identityStores.list()).length, before.length + 2)
    },
  )
})

t.test('the console accepts only its own host names', async (t) => {
  const ask = (host: string, path = '/sign-in') =>
    app.inject({ url: path, headers: { host, authorization: `Bearer ${secret}` } })
  for (const host of ['127.0.0.1', '127.0.0.1:8081', '[::1]:8081', 'localhost', 'a.localhost:1']) {
    t.equal((await ask(host)).statusCode, 200, host)
  }
  for (const host of ['evil.example', 'evil.example:8081', 'localhost.evil.example', 'a b']) {
    const { statusCode, body } = await ask(host)
    t.equal(statusCode, 421, host)
    t.notMatch(body, 'Admin token')
    t.equal((await ask(host, '/stores')).statusCode, 421)
    t.equal(
      (await ask(host, '/api/v1/rules')).statusCode,
      200,
      'the API requires the admin token instead',
    )
  }
  const named = buildAdminServer({
    administration,
    isAdminToken: async () => true,
    console: testConsole(dependencies, administration, 'Scim.Internal'),
    ready: async () => true,
    logger: pino({ level: 'silent' }),
    version: '0.0.0',
  })
  t.teardown(() => named.close())
  const headers = { host: 'scim.internal:8081' }
  t.equal((await named.inject({ url: '/sign-in', headers })).statusCode, 200)
})

t.test('every response has the security headers', async (t) => {
  const visitor = await signedIn(url, secret)
  const pages = ['/sign-in', '/stores', `/stores/${id}`, '/stores/d-0000000000', '/stores/x/y']
  const answers = [
    ...(await Promise.all(pages.map((path) => visitor.get(path)))),
    await visitorOf(url).get('/sign-in'),
    await visitorOf(url).get('/stores'),
    await visitorOf(url).post('/stores/create'),
    await visitor.post('/stores/create', { 'form-token': 'wrong' }),
  ]
  for (const { headers } of answers) {
    t.equal(
      headers.get('content-security-policy'),
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    )
    t.equal(headers.get('x-content-type-options'), 'nosniff')
    t.equal(headers.get('x-frame-options'), 'DENY')
    t.equal(headers.get('referrer-policy'), 'same-origin')
    t.equal(headers.get('cache-control'), 'no-store')
    t.equal(headers.get('access-control-allow-origin'), null)
  }
})
