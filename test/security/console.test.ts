// Pages of other sites, in a browser that is signed in to the console. Sessions and their expiry are tested in
// test/http/console/session.test.ts. That no script runs is tested in a browser, in test/browser.
import t from 'tap'
import { testApis } from '../helpers/apis.ts'
import { attack } from '../helpers/attacks.ts'
import { signedIn, visitorOf } from '../helpers/console.ts'
import { rawHttp } from '../helpers/raw-http.ts'
import { startTestServer } from '../helpers/server.ts'

const server = await startTestServer(t)
const { adminUrl, adminToken, identityStoreId, consoleLink } = server
const { adminRoutes } = await testApis(t)
const visitor = await signedIn(adminUrl, adminToken ?? '')
const routes = adminRoutes
  .filter((route) => route.console !== undefined)
  .map(({ method, url }) => ({
    method,
    path: url.replace(':identityStoreId', identityStoreId).replace(/:\w+|\*/g, 'x'),
  }))
const ofMethod = (method: string) => [
  ...new Set(routes.filter((route) => route.method === method).map(({ path }) => path)),
]
const api = (path: string) =>
  fetch(`${adminUrl}/api/v1${path}`, { headers: { authorization: `Bearer ${adminToken}` } })
const state = async () => {
  const paths = ['', `/${identityStoreId}/tokens`, `/${identityStoreId}/access-keys`]
  const shown = await Promise.all(paths.map((path) => api(`/identity-stores${path}`)))
  return (await Promise.all(shown.map((each) => each.text()))).join()
}
const before = await state()

attack(
  t,
  'a form on another site',
  {
    does: 'makes the browser post to every route that changes state, from another origin, with the cookie and even the right CSRF token',
    holds: 'the response is 403, and nothing changes',
  },
  async (t) => {
    const paths = ofMethod('POST')
    t.ok(paths.length > 15)
    for (const path of paths) {
      for (const headers of [
        { origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' },
        { origin: 'http://evil.example' },
        { origin: 'null' },
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:1' },
      ]) {
        const { status } = await visitor.post(path, {}, headers)
        t.equal(status, 403, `${path} ${JSON.stringify(headers)}`)
      }
    }
    t.equal(await state(), before)
  },
)

attack(
  t,
  'a form without its CSRF token',
  {
    does: 'posts to every route from the right origin, with the cookie, without the CSRF token',
    holds: 'the request is refused, and nothing changes',
  },
  async (t) => {
    for (const path of ofMethod('POST').filter((each) => each !== '/sign-in')) {
      const { status } = await visitor.post(path, { 'form-token': '' })
      t.ok([403, 406, 415].includes(status), `${path}: ${status}`)
    }
    t.equal(await state(), before)
  },
)

attack(
  t,
  'the cookie at the API',
  {
    does: 'makes the browser call the admin API, the metrics and the Identity Store API with the cookie',
    holds: 'a cookie does not authenticate API requests: each is refused',
  },
  async (t) => {
    for (const path of ['/api/v1/identity-stores', '/api/v1/events', '/metrics']) {
      t.equal((await visitor.get(path)).status, 401, path)
    }
    for (const path of ['/api/v1/identity-stores', '/api/v1/admin-token/rotate']) {
      t.equal((await visitor.post(path)).status, 401, path)
    }
    t.ok((await visitor.post('/')).status >= 400)
    t.equal(await state(), before)
  },
)

attack(
  t,
  'a page in a frame',
  {
    does: 'shows a page of the console in a frame, so that users click in it unknowingly',
    holds:
      'every response, including refusals, forbids frames, scripts of other sites and content sniffing',
  },
  async (t) => {
    const paths = ofMethod('GET').filter((path) => !/stream|\/assets\//.test(path))
    t.ok(paths.length > 15)
    const unauthenticated = visitorOf(adminUrl)
    for (const path of [...paths, '/sign-in', '/stores/d-0000000000', '/stores/x/y']) {
      for (const who of [visitor, unauthenticated]) {
        const { headers } = await who.get(path)
        const policy = headers.get('content-security-policy') ?? ''
        t.match(policy, "frame-ancestors 'none'", path)
        t.match(policy, "default-src 'none'; script-src 'self';")
        t.notMatch(policy, 'unsafe')
        t.equal(headers.get('x-frame-options'), 'DENY')
        t.equal(headers.get('x-content-type-options'), 'nosniff')
      }
    }
  },
)

attack(
  t,
  'session fixation',
  {
    does: 'sets a session cookie in the browser of a user before the sign-in, and uses it afterwards',
    holds: 'the sign-in creates a new session, and the old cookie is not valid',
  },
  async (t) => {
    const victim = visitorOf(adminUrl)
    const [[name = ''] = []] = visitor.cookies
    const fixed = 'f'.repeat(43)
    victim.cookies.set(name, fixed)
    const { headers } = await victim.post('/sign-in', { token: adminToken ?? '' })
    t.not(victim.cookies.get(name), fixed)
    const [cookie = ''] = headers.getSetCookie()
    t.match(cookie, /; Path=\/; Expires=.*; HttpOnly; SameSite=Strict/)
    t.notMatch(cookie, 'Domain')
    const attacker = visitorOf(adminUrl)
    attacker.cookies.set(name, fixed)
    t.equal((await attacker.get('/stores')).status, 303)
  },
)

attack(
  t,
  'an open redirect',
  {
    does: 'sends a link to the sign-in page that redirects to another site afterwards',
    holds: 'the redirect leads to a path of this server',
  },
  async (t) => {
    for (const to of [
      'http://evil.example',
      '//evil.example',
      '/\\evil.example',
      '\\\\evil.example',
      '/%09/evil.example\t',
      '/\t/evil.example',
      'javascript:alert(1)',
      ' //evil.example',
      '@evil.example',
    ]) {
      const answer = await visitorOf(adminUrl).post('/sign-in', { token: adminToken ?? '', to })
      const location = new URL(answer.headers.get('location') ?? '', adminUrl)
      t.same([answer.status, location.origin], [303, new URL(adminUrl).origin], to)
      const signed = await visitor.get(`/sign-in?to=${encodeURIComponent(to)}`)
      t.equal(new URL(signed.headers.get('location') ?? '', adminUrl).origin, location.origin, to)
    }
  },
)

attack(
  t,
  'a used sign-in link',
  {
    does: 'finds a sign-in link in a history, and uses it again, or at the same time as its owner',
    holds: 'the link signs in one client, once, and requesting its page does not use it up',
  },
  async (t) => {
    const link = new URL(await consoleLink()).searchParams.get('link') ?? ''
    await visitorOf(adminUrl).get(`/sign-in?link=${link}`)
    const all = await Promise.all(
      Array.from({ length: 5 }, () => visitorOf(adminUrl).post('/sign-in', { link })),
    )
    t.same(all.map(({ status }) => status).sort(), [303, 403, 403, 403, 403])
    t.equal((await visitorOf(adminUrl).post('/sign-in', { link })).status, 403)
  },
)

attack(
  t,
  'DNS rebinding',
  {
    does: 'points its own host name to this machine, so that its page has the same origin',
    holds:
      'the console responds 421 to every host name except localhost, IP addresses and the configured one',
  },
  async (t) => {
    for (const path of ['/sign-in', '/stores', '/events/stream']) {
      for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example']) {
        const cookie = Array.from(visitor.cookies, ([name, value]) => `${name}=${value}`).join()
        const head = `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\n\r\n`
        t.same((await rawHttp(adminUrl, head)).statuses, [421], `${host}${path}`)
      }
    }
  },
)

attack(
  t,
  'guessing the admin token',
  {
    does: 'tries admin tokens one after another, at the API and at the sign-in',
    holds:
      'after five wrong ones, for both together, each is 429, and the right token is still accepted',
  },
  async (t) => {
    const guess = (n: number) =>
      n % 2 === 0
        ? visitorOf(adminUrl).post('/sign-in', { token: `guess-${n}` })
        : fetch(`${adminUrl}/api/v1/rules`, { headers: { authorization: `Bearer guess-${n}` } })
    const statuses: number[] = []
    for (let n = 0; n < 8; n += 1) statuses.push((await guess(n)).status)
    t.ok(
      statuses.slice(-3).every((status) => status === 429),
      statuses.join(),
    )
    t.equal((await api('/rules')).status, 200)
    t.equal((await visitorOf(adminUrl).post('/sign-in', { token: adminToken ?? '' })).status, 303)
  },
)
