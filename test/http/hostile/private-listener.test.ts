import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { beside, leavesLittle } from '../../helpers/bystander.ts'
import { problemAs } from '../../helpers/envelope.ts'
import { rawAnswer, rawLine } from '../../helpers/raw-line.ts'
import { startVictim } from '../../helpers/victim.ts'

// Hostile requests to the private listener: the admin API, the console and the Identity Store API.
const timeouts = {
  headersMs: 1_000,
  requestMs: 1_500,
  idleMs: 3_000,
  stalledMs: 5_000,
  checkEveryMs: 100,
}
const victim = await startVictim(t, { timeouts })
const { adminPort: port, adminHeaders: headers, ready } = victim
const store = `/api/v1/identity-stores/${ready.identityStoreId}`
const host = 'Host: 127.0.0.1\r\n'
const json = 'Content-Type: application/json\r\n'
const long = 'x'.repeat(100_000)

const send = (method: string, target: string, body: string | Uint8Array = '', more = json) => {
  const bytes = Buffer.from(body)
  const head = `${method} ${target} HTTP/1.1\r\n${headers}${more}Content-Length: ${bytes.length}\r\n\r\n`
  return rawAnswer(port, Buffer.concat([Buffer.from(head), bytes]))
}

t.test('an invalid request gets problem details', async (t) => {
  const get = (target: string, more = '') => `GET ${target} HTTP/1.1\r\n${headers}${more}\r\n`
  for (const [bytes, status] of [
    ['HELLO\r\n\r\n', 400],
    [`GET ${store} HTTP/1.1\r\n\r\n`, 400],
    [get(`/api/v1/${long}`), 431],
    [get(store, 'Name: value\r\n'.repeat(5_000)), 431],
    [get(store, `X: ${'y'.repeat(1_048_576)}\r\n`), 431],
    [`POST / HTTP/1.1\r\n${host}Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}`, 400],
    [`CONNECT a:1 HTTP/1.1\r\n${host}\r\n`, 405],
  ] as const) {
    problemAs(t, await rawAnswer(port, bytes), status, bytes.slice(0, 30))
  }
})

t.test('slow clients are disconnected, and do not affect the SCIM listener', async (t) => {
  await beside(t, victim, async () => {
    const starts = [
      `GET ${store} HTTP/1.1\r\nHos`,
      `POST ${store}/users HTTP/1.1\r\n${headers}${json}Content-Length: 100\r\n\r\n{"a`,
      `POST / HTTP/1.1\r\n${host}X-Amz-Target: AWSIdentityStore.ListUsers\r\nContent-Length: 9\r\n\r\n{`,
      `PUT ${store}/snapshot HTTP/1.1\r\n${headers}Content-Length: 100000\r\n\r\n{"a`,
      `POST ${store}/import HTTP/1.1\r\n${headers}Content-Length: 100000\r\n\r\n{"a`,
      `POST /sign-in HTTP/1.1\r\n${host}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\ntoken=`,
      '',
    ]
    const lines = await Promise.all(
      starts.flatMap((start) =>
        Array.from({ length: 20 }, async () => {
          const line = await rawLine(port)
          if (start !== '') line.write(start)
          return line
        }),
      ),
    )
    const statuses = await Promise.all(lines.map(async (line) => (await line.answers())[0]?.status))
    t.notOk(
      statuses.some((status) => status === undefined || status < 400 || status >= 500),
      'each is rejected',
      { statuses },
    )
    t.ok((await Promise.all(lines.map((line) => line.closes()))).every(Boolean))
  })
})

t.test('an event stream without events is not disconnected', async (t) => {
  const line = await rawLine(port)
  line.write(`GET ${store}/events/stream HTTP/1.1\r\n${headers}\r\n`)
  await sleep(7_000)
  t.match(line.received(), /^HTTP\/1\.1 200/)
  t.notOk(await line.closes(1))
  line.socket.destroy()
})

const nested = '['.repeat(10_000) + ']'.repeat(10_000)
const bodies: readonly (string | Uint8Array)[] = [
  nested,
  `{"userName":${nested}}`,
  `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{"admin":true}}}',
  `[${'1,'.repeat(100_000)}1]`,
  Buffer.from([0x7b, 0xff, 0xfe, 0x7d]),
  '{"userName":"a\\u0000b","displayName":"\\ud800"}',
  '"'.repeat(900_000),
  '9'.repeat(900_000),
]
const routes = [
  ['POST', '/api/v1/identity-stores'],
  ['PUT', `${store}/provisioning`],
  ['POST', `${store}/users`],
  ['PATCH', `${store}/users/none`],
  ['POST', `${store}/groups`],
  ['PATCH', `${store}/groups/none`],
  ['POST', `${store}/groups/none/members`],
  ['PUT', `${store}/settings`],
  ['PATCH', `${store}/settings`],
  ['POST', `${store}/explain`],
  ['PUT', `${store}/snapshot`],
  ['PUT', '/api/v1/clock'],
] as const

t.test('a hostile body is rejected by every route', async (t) => {
  await beside(t, victim, async () => {
    for (const [method, target] of routes) {
      for (const body of bodies) {
        const { status = 0 } = (await send(method, target, body)) ?? {}
        const what = `${method} ${target.split('/').slice(-2).join('/')}: ${status}`
        t.ok(
          (status >= 400 && status < 500) || (status === 200 && target.endsWith('/explain')),
          what,
        )
      }
    }
  })
  const { status } = await fetch(`${ready.adminUrl}${store}`, {
    headers: { authorization: `Bearer ${ready.adminToken}` },
  })
  t.equal(status, 200, 'the store is unchanged')
})

t.test('the Identity Store API rejects hostile bodies in the form of AWS', async (t) => {
  const target = 'X-Amz-Target: AWSIdentityStore.CreateUser\r\n'
  for (const body of bodies) {
    const answer = await rawAnswer(
      port,
      Buffer.concat([
        Buffer.from(`POST / HTTP/1.1\r\n${host}${target}Content-Length: ${body.length}\r\n\r\n`),
        Buffer.from(body),
      ]),
    )
    t.ok([400, 403].includes(answer?.status ?? 0), `${answer?.status}`)
    t.match(answer?.headers['content-type'], 'application/x-amz-json-1.1')
    t.type(JSON.parse(answer?.body ?? '{}').__type, 'string')
  }
})

t.test('a multipart form without a session is not read', async (t) => {
  const part = '--b\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\nx\r\n'
  const start = `POST /stores/${ready.identityStoreId}/snapshot/restore HTTP/1.1\r\n${host}Origin: http://127.0.0.1:${port}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 900000000\r\n\r\n`
  await leavesLittle(t, victim, 48, () =>
    beside(t, victim, async () => {
      const line = await rawLine(port)
      line.write(start)
      for (let n = 0; n < 200 && !(await line.closes(1)); n += 1) {
        await new Promise((resolve) => line.socket.write(part.repeat(500), resolve))
      }
      const { status = 0 } = (await line.answers())[0] ?? {}
      t.ok(status >= 400 && status < 500, `${status}`)
      t.ok(await line.closes(), 'the connection is closed')
    }),
  )
})

t.test('an endless import is limited, and is not kept in memory', async (t) => {
  await leavesLittle(t, victim, 64, () =>
    beside(t, victim, async () => {
      const line = await rawLine(port)
      line.write(`POST ${store}/import HTTP/1.1\r\n${headers}Transfer-Encoding: chunked\r\n\r\n`)
      const chunk = `10000\r\n${'['.repeat(65_536)}\r\n`
      for (let n = 0; n < 300 && !(await line.closes(1)); n += 1) {
        await new Promise((resolve) => line.socket.write(chunk, resolve))
      }
      line.write('0\r\n\r\n')
      const { status = 0 } = (await line.answers())[0] ?? {}
      t.ok(status >= 400 && status < 500, `${status}`)
      line.socket.destroy()
    }),
  )
})

t.test('the server logs no unexpected error', async (t) => {
  t.same(victim.complaints(), [])
})
