import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { beside, leavesLittle } from '../../helpers/bystander.ts'
import { refusedAs } from '../../helpers/envelope.ts'
import { rawAnswer, rawLine } from '../../helpers/raw-line.ts'
import { startVictim } from '../../helpers/victim.ts'

// Requests that are not valid HTTP, and connections that break.
const victim = await startVictim(t)
const { port, path, headers, ready } = victim
const get = (target: string, more = '') => `GET ${path}${target} HTTP/1.1\r\n${headers}${more}\r\n`
const post = (body: string, more = '') =>
  `POST ${path}/Users HTTP/1.1\r\n${headers}${more}\r\n${body}`
const user = (userName: string) =>
  JSON.stringify({ userName, displayName: 'A', name: { givenName: 'A', familyName: 'B' } })
const sized = (body: string) => post(body, `Content-Length: ${body.length}\r\n`)
const long = 'x'.repeat(100_000)

const broken: Readonly<Record<string, readonly [bytes: string, status: number]>> = {
  'that is not HTTP': ['HELLO\r\n\r\n', 400],
  'that starts TLS': ['\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400],
  'in HTTP/2': ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
  'without a Host': [`GET ${path}/Users HTTP/1.1\r\n\r\n`, 400],
  'with two Hosts': [`GET ${path}/Users HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n`, 400],
  'with raw bytes in its path': [get('/Users/\xff\x80'), 400],
  'with a NUL in a header': [get('/Users', 'X: a\0b\r\n'), 400],
  'with a line end in a header': [get('/Users', 'X: a\rb\r\n'), 400],
  'with a header of a mebibyte': [get('/Users', `X: ${'y'.repeat(1_048_576)}\r\n`), 431],
  'with a path of 100 kB': [get(`/Users/${long}`), 431],
  'with a filter of 100 kB': [get(`/Users?filter=userName+eq+%22${long}%22`), 431],
  'with thousands of headers': [get('/Users', 'Name: value\r\n'.repeat(5_000)), 431],
  'with a thousand authorizations': [
    get('/Users', `Authorization: Bearer ${'z'.repeat(30)}\r\n`.repeat(1_000)),
    431,
  ],
  'with two lengths': [post('{}', 'Content-Length: 2\r\nContent-Length: 3\r\n'), 400],
  'with a length and chunks': [
    post('0\r\n\r\n', 'Content-Length: 2\r\nTransfer-Encoding: chunked\r\n'),
    400,
  ],
  'with a length below zero': [post('{}', 'Content-Length: -1\r\n'), 400],
  'with a chunk of no length': [post('zz\r\n{}\r\n', 'Transfer-Encoding: chunked\r\n'), 400],
  'with a chunk that says too much': [
    post(`2;${'e'.repeat(20_000)}\r\n{}\r\n`, 'Transfer-Encoding: chunked\r\n'),
    400,
  ],
  'that asks for a tunnel': [`CONNECT example.com:443 HTTP/1.1\r\n${headers}\r\n`, 404],
  'with a method of WebDAV': [`PROPFIND ${path}/Users HTTP/1.1\r\n${headers}\r\n`, 404],
  'for the server as a whole': [`OPTIONS * HTTP/1.1\r\n${headers}\r\n`, 404],
}

t.test('an invalid request gets the error form of AWS, and creates an event', async (t) => {
  await beside(t, victim, async () => {
    for (const [what, [bytes, status]] of Object.entries(broken)) {
      await t.test(what, async (t) => {
        const id = refusedAs(t, await rawAnswer(port, Buffer.from(bytes, 'latin1')), status, what)
        const authorization = `Bearer ${ready.adminToken}`
        const url = `${ready.adminUrl}/api/v1/events/${id}`
        const event = await fetch(url, { headers: { authorization } })
        t.equal(event.status, 200)
        t.equal((await event.json()).response.status, status)
      })
    }
  })
})

t.test('repeated and unusual headers change nothing', async (t) => {
  for (const more of [
    'X: y\r\n'.repeat(2_500),
    'Authorization: Bearer wrong\r\n'.repeat(50), // the first counts
    'Expect: the impossible\r\n',
    'Connection: Upgrade\r\nUpgrade: websocket\r\n',
    'Cookie: __proto__=1; constructor=2\r\n__proto__: x\r\nconstructor: y\r\n',
    `User-Agent: ${'\xff'.repeat(5_000)}\r\n`,
  ]) {
    t.equal((await rawAnswer(port, Buffer.from(get('/Users', more), 'latin1')))?.status, 200)
  }
})

t.test('a client with Expect: 100-continue gets 100', async (t) => {
  const line = await rawLine(port)
  const body = user('expected')
  line.write(post('', `Content-Length: ${body.length}\r\nExpect: 100-continue\r\n`))
  while (!line.received().includes('100 Continue')) await sleep(5)
  line.write(body)
  t.equal((await line.answers())[0]?.status, 201)
  line.socket.destroy()
})

t.test('a client that half-closes after its request gets a response', async (t) => {
  const line = await rawLine(port)
  line.socket.end(get('/Users?count=1'))
  t.equal((await line.answers())[0]?.status, 200)
  t.ok(await line.closes())
})

t.test('an incomplete body is refused, and changes nothing', async (t) => {
  const line = await rawLine(port)
  line.socket.end(sized(user('half')).slice(0, -10))
  refusedAs(t, (await line.answers())[0], 400, 'half a body')
  t.ok(await line.closes())
  const found = await rawAnswer(port, get('/Users?filter=userName+eq+%22half%22'))
  t.equal(JSON.parse(found?.body ?? '').totalResults, 0)
})

t.test('garbage after a request does not affect its response', async (t) => {
  const line = await rawLine(port)
  line.write(`${sized(user('before-garbage'))}GARBAGE\r\n\r\n`)
  const [first, second] = await line.answers(2)
  t.equal(first?.status, 201)
  refusedAs(t, second, 400, 'garbage')
  t.ok(await line.closes())
})

t.test('pipelined requests are answered in order', async (t) => {
  const line = await rawLine(port)
  const ids = Array.from({ length: 200 }, (_, index) => `unknown-${index}`)
  line.write(ids.map((id) => get(`/Users?filter=id+eq+%22${id}%22`)).join('') + get('/Nowhere'))
  const answers = await line.answers(ids.length + 1)
  t.same(
    answers.map(({ status }) => status),
    [...ids.map(() => 200), 404],
  )
  line.socket.destroy()
})

t.test('clients that disconnect early leave nothing in memory', async (t) => {
  const disconnect = (bytes: string, milliseconds: number) =>
    Promise.all(
      Array.from({ length: 100 }, async () => {
        const line = await rawLine(port)
        line.write(bytes)
        await sleep(milliseconds)
        line.socket.resetAndDestroy()
      }),
    )
  await leavesLittle(t, victim, 48, () =>
    beside(t, victim, async () => {
      await disconnect(sized(user('x')).slice(0, -5), 50)
      await disconnect(
        post(`${(100_000).toString(16)}\r\n${long}`, 'Transfer-Encoding: chunked\r\n'),
        50,
      )
      await disconnect(get('/Users').repeat(20), 5)
      await sleep(500)
    }),
  )
})

t.test('the server does not buffer responses that a client does not read', async (t) => {
  const flood = Buffer.from(get('/Schemas').repeat(1_000))
  await leavesLittle(t, victim, 48, () =>
    beside(t, victim, async () => {
      const lines = await Promise.all(Array.from({ length: 5 }, () => rawLine(port)))
      for (const { socket } of lines) {
        socket.pause()
        socket.write(flood)
      }
      await sleep(1_500)
      t.ok((await victim.held()) / 1_048_576 < 400, 'memory stays bounded meanwhile')
      for (const { socket } of lines) socket.destroy()
      await sleep(300)
    }),
  )
})

t.test('the server logs no unexpected error', async (t) => {
  t.same(victim.complaints(), [])
})
