// One request hidden in another: a proxy in front of the server may see one request where the server sees two. Uses raw
// sockets, because no client sends these requests. Each hides a request that would delete a user.
import t, { type Test } from 'tap'
import { attack } from '../helpers/attacks.ts'
import { person } from '../helpers/manual-changes.ts'
import { type RawAnswers, rawHttp } from '../helpers/raw-http.ts'
import { startTestServer } from '../helpers/server.ts'

const { endpoint, adminUrl, adminToken, token, identityStoreId, scim } = await startTestServer(t)
const victim = (await scim('POST', '/Users', person('victim'))).json.id as string
const { origin, host, pathname } = new URL(endpoint)

/** Both listeners, with the first request's path and the hidden request. */
const listeners = [
  {
    name: 'SCIM',
    origin,
    host,
    path: `${pathname}/Users`,
    authorization: `Authorization: Bearer ${token}`,
    hidden: `DELETE ${pathname}/Users/${victim} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\n\r\n`,
  },
  {
    name: 'private',
    origin: adminUrl,
    host: new URL(adminUrl).host,
    path: '/api/v1/identity-stores',
    authorization: `Authorization: Bearer ${adminToken}`,
    hidden: `DELETE /api/v1/identity-stores/${identityStoreId}/users/${victim} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${adminToken}\r\n\r\n`,
  },
] as const
type Listener = (typeof listeners)[number]

const userExists = async () => (await scim('GET', `/Users/${victim}`)).status === 200
const request = (
  { path, host, authorization }: Listener,
  headers: readonly string[],
  body: string,
) =>
  `${[`POST ${path} HTTP/1.1`, `Host: ${host}`, authorization, ...headers].join('\r\n')}\r\n\r\n${body}`

/** Sends one case to both listeners and checks that the user still exists. */
const sendToEachListener = async (
  t: Test,
  what: string,
  bytesFor: (listener: Listener) => string,
  check: (answers: RawAnswers, title: string) => void,
) => {
  for (const listener of listeners)
    check(await rawHttp(listener.origin, bytesFor(listener)), `${listener.name}: ${what}`)
  t.ok(await userExists(), `the user is there after ${what}`)
}
const refusedOnce =
  (t: Test) =>
  ({ statuses }: RawAnswers, title: string) =>
    t.same(statuses, [400], title)

attack(
  t,
  'two lengths',
  {
    does: 'declares two lengths of a body: chunked and Content-Length, or two Content-Length headers',
    holds: 'the response is 400, the connection is closed, and the hidden request is not processed',
  },
  async (t) => {
    for (const headers of [
      ['Content-Length: 5', 'Transfer-Encoding: chunked'],
      ['Transfer-Encoding: chunked', 'Content-Length: 5'],
      ['Content-Length: 5', 'Content-Length: 500'],
      ['Content-Length: 5', 'Content-Length: 5'],
      ['Content-Length: 5, 5'],
      ['Content-Length: 5 5'],
    ]) {
      const bytes = (listener: Listener) =>
        request(listener, headers, `0\r\n\r\n${listener.hidden}`)
      await sendToEachListener(t, headers.join(' and '), bytes, refusedOnce(t))
    }
  },
)

attack(
  t,
  'an invalid length',
  {
    does: 'sends a Content-Length with a sign, in hexadecimal, too large, empty or with a letter',
    holds: 'the response is 400, the connection is closed, and the hidden request is not processed',
  },
  async (t) => {
    for (const length of ['+5', '-5', '0x5', '5a', '5;', '99999999999999999999', '5.0', '\u00b2']) {
      const bytes = (listener: Listener) =>
        request(listener, [`Content-Length: ${length}`], `0\r\n\r\n${listener.hidden}`)
      await sendToEachListener(t, `a length of ${length}`, bytes, refusedOnce(t))
    }
  },
)

attack(
  t,
  'an obfuscated encoding',
  {
    does: 'writes Transfer-Encoding so that parsers disagree whether it is chunked',
    holds: 'the response is 400, the connection is closed, and the hidden request is not processed',
  },
  async (t) => {
    for (const headers of [
      ['Transfer-Encoding: xchunked'],
      ['Transfer-Encoding: chunked, identity'],
      ['Transfer-Encoding: chunked', 'Transfer-Encoding: x'],
      ['Transfer-Encoding : chunked'],
      ['Transfer-Encoding: \x0bchunked'],
      ['Transfer-Encoding: chunked\x00'],
      ['Transfer-Encoding:', ' chunked'],
      ['X: x\nTransfer-Encoding: chunked'],
    ]) {
      const bytes = (listener: Listener) =>
        request(listener, headers, `0\r\n\r\n${listener.hidden}`)
      await sendToEachListener(t, JSON.stringify(headers), bytes, ({ statuses }, title) => {
        // Refused, or a body that ends with the connection. Never a second response.
        t.ok(statuses.length <= 1, `${title}: ${statuses.join()}`)
        t.ok(
          statuses.every((status) => status >= 400),
          title,
        )
      })
    }
  },
)

attack(
  t,
  'invalid chunks',
  {
    does: 'writes chunk sizes with signs, prefixes, bare line feeds, or that differ from the chunk',
    holds: 'no data after them is processed as a request',
  },
  async (t) => {
    for (const body of [
      '+0\r\n\r\n',
      '0x0\r\n\r\n',
      '-0\r\n\r\n',
      '0\n\n',
      '1\r\nAA\r\n0\r\n\r\n',
      '5 0\r\n\r\n',
      'FFFFFFFFFFFFFFFFF\r\n\r\n',
      '0;x=\n\r\n',
    ]) {
      const bytes = (listener: Listener) =>
        request(listener, ['Transfer-Encoding: chunked'], body + listener.hidden)
      await sendToEachListener(t, JSON.stringify(body), bytes, ({ statuses }, title) =>
        t.ok(statuses.length <= 1 && !statuses.includes(204), `${title}: ${statuses.join()}`),
      )
    }
  },
)

attack(
  t,
  'ambiguous lines',
  {
    does: 'folds headers, puts spaces before colons, and ends lines with a bare line feed or carriage return',
    holds: 'the response is 400, and the hidden request is not processed',
  },
  async (t) => {
    for (const lines of [
      ['X : y'],
      [' X: y'],
      ['X: y\rZ: z'],
      ['X: y\0z'],
      ['X y'],
      [': y'],
      ['X\x01: y'],
    ]) {
      const bytes = (listener: Listener) =>
        request(listener, [...lines, 'Content-Length: 5'], `0\r\n\r\n${listener.hidden}`)
      await sendToEachListener(t, JSON.stringify(lines), bytes, ({ statuses }, title) => {
        t.same([statuses.length, statuses.every((status) => status >= 400)], [1, true], title)
      })
    }
  },
)

attack(
  t,
  'an unexpected body',
  {
    does: 'hides a request in the body of a GET, and of a POST that is refused before its body is read',
    holds: 'it is treated as the body, and gets no response',
  },
  async (t) => {
    for (const [method, credentials] of [
      ['GET', true],
      ['POST', false],
      ['DELETE', false],
    ] as const) {
      const bytes = ({ path, host, authorization, hidden }: Listener) =>
        `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\n${credentials ? `${authorization}\r\n` : ''}Content-Length: ${hidden.length}\r\n\r\n${hidden}`
      await sendToEachListener(t, `${method} with a body`, bytes, ({ statuses }, title) =>
        t.equal(statuses.length, 1, `${title}: ${statuses.join()}`),
      )
    }
  },
)

attack(
  t,
  'a host that differs from the URL',
  {
    does: 'names one host in the request line and another in Host, two hosts, or none',
    holds: 'no page of the console is shown, and the host name does not select a store',
  },
  async (t) => {
    const { host } = new URL(adminUrl)
    for (const head of [
      `GET http://evil.example/sign-in HTTP/1.1\r\nHost: ${host}`,
      `GET http://${host}/sign-in HTTP/1.1\r\nHost: evil.example`,
      `GET /sign-in HTTP/1.1\r\nHost: ${host}\r\nHost: evil.example`,
      `GET /sign-in HTTP/1.1\r\nHost: evil.example\r\nHost: ${host}`,
      'GET /sign-in HTTP/1.1',
      'GET /sign-in HTTP/1.0',
    ]) {
      const { text, statuses } = await rawHttp(adminUrl, `${head}\r\n\r\n`)
      t.ok(statuses[0] !== undefined && statuses[0] >= 400, `${head}: ${statuses.join()}`)
      t.notMatch(text, 'Admin token')
    }
    const path = `${pathname}/Users/${victim}`
    const own = await rawHttp(
      origin,
      `GET http://evil.example${path} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\n\r\n`,
    )
    t.same(own.statuses, [404], 'SCIM knows paths alone')
  },
)

t.test('what is not hidden is done: two requests over one connection', async (t) => {
  const [listener] = listeners
  const first = request(listener, ['Content-Length: 2'], '{}')
  await rawHttp(listener.origin, first + listener.hidden)
  t.notOk(await userExists(), 'the hidden request works if it is sent on its own')
})
