// Pages of strangers, in the browser of somebody who is signed in to the console. More of the same, with clocks and
// expiry, is in test/http/console/session.test.ts; that scripts never run is tried in a browser in test/browser.
import t from 'tap'
import { testDoors } from '../helpers/apis.ts'
import { attack } from '../helpers/attacks.ts'
import { signedIn, visitorOf } from '../helpers/console.ts'
import { rawHttp } from '../helpers/raw-http.ts'
import { startTestServer } from '../helpers/server.ts'

const server = await startTestServer(t)
const { adminUrl, adminToken, identityStoreId, consoleLink } = server
const { adminRoutes } = await testDoors(t)
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
  'a form on another page',
  {
    does: 'has the browser post to every route that does something, from another origin, with the cookie and even the right form token',
    holds: 'it is 403, and nothing is done',
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
  'a form without its token',
  {
    does: 'posts to every route from the right origin, with the cookie, without the token of the form',
    holds: 'it is refused, and nothing is done',
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
    does: 'has the browser call the admin API, metrics and the Identity Store API, which carries the cookie along',
    holds: 'a cookie opens no API: each is refused',
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
    does: 'shows any page of the console in a frame, and has people click through it',
    holds:
      'every answer forbids frames, foreign scripts and guessing of types, also those that refuse',
  },
  async (t) => {
    const paths = ofMethod('GET').filter((path) => !/stream|\/assets\//.test(path))
    t.ok(paths.length > 15)
    const stranger = visitorOf(adminUrl)
    for (const path of [...paths, '/sign-in', '/stores/d-0000000000', '/stores/x/y']) {
      for (const who of [visitor, stranger]) {
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
  'a session that was there before',
  {
    does: 'gives somebody a cookie before they sign in, and uses it afterwards',
    holds: 'signing in makes another one; the old one opens nothing',
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
  'the sign-in as a way elsewhere',
  {
    does: 'sends a link to the sign-in that leads to another site afterwards',
    holds: 'it leads nowhere but to a path of this server',
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
  'a sign-in link that was used',
  {
    does: 'finds a sign-in link in a history, and uses it once more, or at the same time as its owner',
    holds: 'it signs one in, once; looking at it uses nothing up',
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
  'a name that leads here',
  {
    does: 'has its own name point to this machine (DNS rebinding), so that its page is of the same origin',
    holds: 'the console is 421 under any name but localhost, addresses and the one it was given',
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
    does: 'tries admin tokens one after the other, at the API and at the sign-in',
    holds:
      'after five wrong ones each is 429, for both ways in together; the right one is taken all the same',
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
