// The SCIM listener may be public. Private routes must not be reachable through it, and no route without its secret,
// however its path is written. Uses raw sockets, because clients normalize paths. test/http/route-access.test.ts tests that
// each route is refused without its secret.
import t from 'tap'
import { testApis } from '../helpers/apis.ts'
import { attack } from '../helpers/attacks.ts'
import { signedIn } from '../helpers/console.ts'
import { rawHttp } from '../helpers/raw-http.ts'
import { startTestServer } from '../helpers/server.ts'

const server = await startTestServer(t)
const { endpoint, adminUrl, adminToken, token, identityStoreId } = server
const { origin, pathname } = new URL(endpoint)
const { adminRoutes } = await testApis(t)
const visitor = await signedIn(adminUrl, adminToken ?? '')
const cookie = Array.from(visitor.cookies, ([name, value]) => `${name}=${value}`).join('; ')

const open = ['/healthz', '/readyz']
const privatePaths = [
  ...new Set(
    adminRoutes
      .map(({ url }) => url.replace(':identityStoreId', identityStoreId).replace(/:\w+|\*/g, 'x'))
      .filter((path) => !open.includes(path)),
  ),
]
const ask = (where: string, method: string, path: string, headers: readonly string[] = []) =>
  rawHttp(
    where,
    `${[`${method} ${path} HTTP/1.1`, `Host: ${new URL(where).host}`, ...headers].join('\r\n')}\r\n\r\n`,
  )
/** Text that only the private listener returns. */
const isPrivate = /identityStoreId|Admin token|scim_requests_total|nextCursor|openapi|<nav|"items"/
const credentials = [`Authorization: Bearer ${adminToken}`, `Cookie: ${cookie}`]

/** Other spellings of a path that a proxy or framework may treat as the same path. */
const spellingsOf = (path: string): readonly string[] => {
  const [, first = '', rest = ''] = /^\/([^/]*)(.*)$/.exec(path) ?? []
  const encoded = encodeURIComponent(path.slice(1))
  return [
    `/${path}`,
    `//${path}//`,
    `/./${first}${rest}`,
    `/healthz/..${path}`,
    `/healthz/%2e%2e${path}`,
    `/healthz/%252e%252e${path}`,
    `/healthz/..%2f${path.slice(1)}`,
    `/healthz/..;${path}`,
    `/healthz;${path}`,
    `/healthz%00${path}`,
    `/healthz\\..${path.replaceAll('/', '\\')}`,
    `/healthz?${path}`,
    `/healthz%3f${path}`,
    `/healthz#${path}`,
    `/${encoded}`,
    `/${encoded.replaceAll('%', '%25')}`,
    `/${encodeURIComponent(first).replace(/^./, (each) => `%${each.charCodeAt(0).toString(16)}`)}${rest}`,
    path.toUpperCase(),
    `${path}/`,
    `${path}.`,
    `${path}%20`,
    `${path};a=b`,
    `${path}%00`,
    `${path}/../..${path}`,
    `http://127.0.0.1${path}`,
    `http://localhost:1/healthz/..${path}`,
  ]
}

attack(
  t,
  'private routes through the SCIM listener',
  {
    does: 'requests every private route from the SCIM listener, with the admin token, a session, a SCIM token and no credential',
    holds: 'each response is the 404 or 401 of SCIM, without private data',
  },
  async (t) => {
    t.ok(privatePaths.length > 30)
    for (const path of privatePaths) {
      for (const headers of [credentials, [`Authorization: Bearer ${token}`], []]) {
        const { text, statuses } = await ask(origin, 'GET', path, headers)
        t.same([statuses.length, [401, 404].includes(statuses[0] ?? 0)], [1, true], path)
        t.notMatch(text, isPrivate)
      }
    }
    const signed = ['X-Amz-Target: AWSIdentityStore.ListUsers', 'Content-Length: 2']
    t.notMatch(
      (await ask(origin, 'POST', '/', signed)).text,
      /Users|amz-json/,
      'the Identity Store API',
    )
  },
)

attack(
  t,
  'headers that change the route',
  {
    does: 'names another path, method, host or client in headers that proxies and frameworks interpret',
    holds: 'the headers have no effect',
  },
  async (t) => {
    for (const header of [
      'X-Original-URL: /api/v1/identity-stores',
      'X-Rewrite-URL: /api/v1/identity-stores',
      'X-Forwarded-Prefix: /api/v1/identity-stores',
      'X-Forwarded-Host: 127.0.0.1:8081',
      'X-Forwarded-For: 127.0.0.1',
      'X-Forwarded-Proto: https',
      'X-Forwarded-Port: 8081',
      'Forwarded: for=127.0.0.1;host=127.0.0.1:8081',
      'X-HTTP-Method-Override: DELETE',
      'X-HTTP-Method: DELETE',
      'X-Method-Override: DELETE',
    ]) {
      const scim = await ask(origin, 'GET', `${pathname}/Users`, [
        header,
        `Authorization: Bearer ${token}`,
      ])
      t.match(scim.text, /"totalResults":0/, header)
      t.notMatch(scim.text, isPrivate)
      t.same((await ask(origin, 'GET', '/x', [header, ...credentials])).statuses, [404], header)
      const api = await ask(adminUrl, 'GET', '/api/v1/rules', [header])
      t.same(api.statuses, [401], header)
    }
  },
)

attack(
  t,
  'private paths in other spellings',
  {
    does: 'writes private paths with //, dots, encoded slashes, semicolons, NUL, backslashes, capitals and absolute URLs',
    holds:
      'responses contain no private data: on the SCIM listener at all, on the private listener without the secret',
  },
  async (t) => {
    for (const path of ['/api/v1/identity-stores', '/metrics', '/stores', '/sign-in']) {
      for (const spelling of spellingsOf(path)) {
        const scim = await ask(origin, 'GET', spelling, credentials)
        t.notMatch(scim.text, isPrivate, `SCIM: ${spelling}`)
        if (path === '/sign-in') continue // a public page
        const { text } = await ask(adminUrl, 'GET', spelling)
        t.notMatch(text, isPrivate, `private: ${spelling}`)
      }
    }
  },
)

attack(
  t,
  'SCIM paths in other spellings',
  {
    does: 'writes SCIM paths in other spellings, without a token',
    holds: 'each request is refused',
  },
  async (t) => {
    for (const spelling of spellingsOf(`${pathname}/Users`)) {
      const { text, statuses } = await ask(origin, 'GET', spelling)
      t.notMatch(text, 'totalResults', spelling)
      if (!/^\/healthz[?#;]/.test(spelling)) t.ok((statuses[0] ?? 400) >= 400, spelling)
    }
  },
)

attack(
  t,
  'path traversal',
  {
    does: 'requests files outside /assets/ in every spelling of .., from the package and from the machine',
    holds: 'only the files that pages use are served, by names that contain their hash',
  },
  async (t) => {
    for (const climb of ['..', '%2e%2e', '%252e%252e', '.%2e', '..%2f..', '....//', '..\\..']) {
      for (const file of ['package.json', 'src/main.ts', 'etc/passwd', 'console.css']) {
        for (const path of [`/assets/${climb}/${file}`, `/assets/${climb}/${climb}/${file}`]) {
          const { text, statuses } = await ask(adminUrl, 'GET', path, credentials)
          t.ok((statuses[0] ?? 400) >= 300, `${path}: ${statuses.join()}`)
          t.notMatch(text, /"license"|root:|import /)
        }
      }
    }
  },
)

attack(
  t,
  'a page of another site that reads responses',
  {
    does: 'sends requests to every API from another origin, with and without a preflight',
    holds: 'no response has a CORS header that allows another origin to read it',
  },
  async (t) => {
    for (const [where, path] of [
      [origin, `${pathname}/Users`],
      [adminUrl, '/api/v1/identity-stores'],
      [adminUrl, '/stores'],
      [adminUrl, '/metrics'],
      [adminUrl, '/'],
    ] as const) {
      for (const method of ['OPTIONS', 'GET']) {
        const preflight = ['Origin: http://evil.example', 'Access-Control-Request-Method: POST']
        const { text } = await ask(where, method, path, [...preflight, ...credentials])
        t.notMatch(text, /access-control-/i, `${method} ${path}`)
      }
    }
  },
)
