// The SCIM listener may be in public; what is private must not be reached through it, nor anything without its secret,
// however a path is written. Over raw sockets: clients tidy paths up before they send them. That each single route is
// refused without its secret is in test/http/walls.test.ts.
import t from 'tap'
import { testDoors } from '../helpers/apis.ts'
import { attack } from '../helpers/attacks.ts'
import { signedIn } from '../helpers/console.ts'
import { rawHttp } from '../helpers/raw-http.ts'
import { startTestServer } from '../helpers/server.ts'

const server = await startTestServer(t)
const { endpoint, adminUrl, adminToken, token, identityStoreId } = server
const { origin, pathname } = new URL(endpoint)
const { adminRoutes } = await testDoors(t)
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
/** What only the private listener says. */
const isPrivate = /identityStoreId|Admin token|scim_requests_total|nextCursor|openapi|<nav|"items"/
const owner = [`Authorization: Bearer ${adminToken}`, `Cookie: ${cookie}`]

/** Ways to write a path that others may take for this one. */
const waysTo = (path: string): readonly string[] => {
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
  'private routes through the SCIM port',
  {
    does: 'asks the SCIM listener for every private route, with the admin token, a session, a SCIM token and none',
    holds: 'each is 404 or 401 in the words of SCIM, and nothing private is said',
  },
  async (t) => {
    t.ok(privatePaths.length > 30)
    for (const path of privatePaths) {
      for (const headers of [owner, [`Authorization: Bearer ${token}`], []]) {
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
  'headers that lead elsewhere',
  {
    does: 'names another path, method, host or client in headers that proxies and frameworks go by',
    holds: 'they change nothing',
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
      t.same((await ask(origin, 'GET', '/x', [header, ...owner])).statuses, [404], header)
      const api = await ask(adminUrl, 'GET', '/api/v1/rules', [header])
      t.same(api.statuses, [401], header)
    }
  },
)

attack(
  t,
  'paths written in other ways',
  {
    does: 'writes private paths with //, dots, encoded slashes, semicolons, NUL, backslashes, capitals and whole addresses',
    holds:
      'without the secret nothing is said, on either listener; through the SCIM port not with it either',
  },
  async (t) => {
    for (const path of ['/api/v1/identity-stores', '/metrics', '/stores', '/sign-in']) {
      for (const way of waysTo(path)) {
        const scim = await ask(origin, 'GET', way, owner)
        t.notMatch(scim.text, isPrivate, `SCIM: ${way}`)
        if (path === '/sign-in') continue // it is shown to everybody
        const { text } = await ask(adminUrl, 'GET', way)
        t.notMatch(text, isPrivate, `private: ${way}`)
      }
    }
  },
)

attack(
  t,
  'tenants written in other ways',
  {
    does: 'writes paths of SCIM in other ways, without a token',
    holds: 'none is let in',
  },
  async (t) => {
    for (const way of waysTo(`${pathname}/Users`)) {
      const { text, statuses } = await ask(origin, 'GET', way)
      t.notMatch(text, 'totalResults', way)
      if (!/^\/healthz[?#;]/.test(way)) t.ok((statuses[0] ?? 400) >= 400, way)
    }
  },
)

attack(
  t,
  'files beside those of the console',
  {
    does: 'climbs out of /assets/ in every spelling, for files of the package and of the machine',
    holds: 'only files that pages use are given, by names with their hash',
  },
  async (t) => {
    for (const climb of ['..', '%2e%2e', '%252e%252e', '.%2e', '..%2f..', '....//', '..\\..']) {
      for (const file of ['package.json', 'src/main.ts', 'etc/passwd', 'console.css']) {
        for (const path of [`/assets/${climb}/${file}`, `/assets/${climb}/${climb}/${file}`]) {
          const { text, statuses } = await ask(adminUrl, 'GET', path, owner)
          t.ok((statuses[0] ?? 400) >= 300, `${path}: ${statuses.join()}`)
          t.notMatch(text, /"license"|root:|import /)
        }
      }
    }
  },
)

attack(
  t,
  'a page of somebody else that reads answers',
  {
    does: 'asks every door from another origin, with a preflight and without',
    holds: 'no answer allows any origin to read it (no CORS header)',
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
        const { text } = await ask(where, method, path, [...preflight, ...owner])
        t.notMatch(text, /access-control-/i, `${method} ${path}`)
      }
    }
  },
)
