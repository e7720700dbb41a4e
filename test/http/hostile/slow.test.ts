import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { beside } from '../../helpers/bystander.ts'
import { refusedAs } from '../../helpers/envelope.ts'
import { expectParts } from '../../helpers/expect-parts.ts'
import { type RawLine, rawLine } from '../../helpers/raw-line.ts'
import { startVictim } from '../../helpers/victim.ts'

// Slow clients. The timeouts are seconds here instead of a minute.
const timeouts = {
  headersMs: 1_000,
  requestMs: 1_500,
  idleMs: 1_500,
  stalledMs: 2_500,
  checkEveryMs: 100,
}
const victim = await startVictim(t, { timeouts })
const { port, path, headers } = victim

/** Sends a text byte by byte, until it is complete or the connection is closed. */
const trickle = async (line: RawLine, text: string) => {
  for (const byte of text) {
    if (line.socket.destroyed || line.socket.readableEnded) return
    line.write(byte)
    await sleep(20)
  }
}
const ofEach = 100
const incompleteRequest = `POST ${path}/Users HTTP/1.1\r\n${headers}Content-Length: 1000\r\n\r\n{"userName": "`

const slow: Readonly<Record<string, (line: RawLine) => Promise<void>>> = {
  'that sends its headers byte by byte': (line) =>
    trickle(line, `GET ${path}/Users HTTP/1.1\r\n${headers}${'X: y\r\n'.repeat(100)}`),
  'that stops within its headers': async (line) => line.write(`GET ${path}/Users HTTP/1.1\r\nHos`),
  'that sends nothing at all': async () => {},
  'that sends its body byte by byte': async (line) => {
    line.write(incompleteRequest)
    await trickle(line, 'x'.repeat(500))
  },
  'that stops within its body': async (line) => line.write(incompleteRequest),
  'that stops within a chunk': async (line) =>
    line.write(
      `POST ${path}/Users HTTP/1.1\r\n${headers}Transfer-Encoding: chunked\r\n\r\nffff\r\n{"a`,
    ),
}

t.test(`${ofEach} of each kind of slow client at once`, async (t) => {
  const crowd = await Promise.all(
    Object.entries(slow).flatMap(([what, attack]) =>
      Array.from({ length: ofEach }, async () => ({ what, attack, line: await rawLine(port) })),
    ),
  )
  const answered = await beside(t, victim, () =>
    Promise.all(
      crowd.map(async ({ what, attack, line }) => {
        void attack(line)
        const [answer] = await line.answers()
        return { what, answer, isClosed: await line.closes() }
      }),
    ),
  )
  for (const kind of Object.keys(slow)) {
    await t.test(`one ${kind} gets 408 and is disconnected`, async (t) => {
      const ofKind = answered.filter(({ what }) => what === kind)
      refusedAs(t, ofKind[0]?.answer, 408, kind)
      t.same(new Set(ofKind.map(({ answer }) => answer?.status)), new Set([408]), 'each gets 408')
      t.ok(
        ofKind.every(({ isClosed }) => isClosed),
        'every connection is closed',
      )
    })
  }
})

t.test('an idle connection is closed without a response', async (t) => {
  const line = await rawLine(port)
  line.write(`GET ${path}/Users?count=1 HTTP/1.1\r\n${headers}\r\n`)
  const [answer] = await line.answers()
  t.equal(answer?.status, 200)
  t.ok(await line.closes())
  t.equal((await line.answers(2)).length, 1)
})

t.test('a slow client within the timeouts gets its response', async (t) => {
  const line = await rawLine(port)
  const body = JSON.stringify({
    userName: 'slow',
    displayName: 'Slow',
    name: { givenName: 'S', familyName: 'Low' },
  })
  const text = `POST ${path}/Users HTTP/1.1\r\n${headers}Content-Length: ${body.length}\r\n\r\n${body}`
  for (let at = 0; at < text.length; at += 60) {
    line.write(text.slice(at, at + 60))
    await sleep(20)
  }
  const [answer] = await line.answers()
  t.equal(answer?.status, 201)
  line.socket.destroy()
})

t.test('a request that took too long has an event', async (t) => {
  const line = await rawLine(port)
  line.write(incompleteRequest)
  const [answer] = await line.answers()
  const id = refusedAs(t, answer, 408, 'half a body')
  const response = await fetch(`${victim.ready.adminUrl}/api/v1/events/${id}`, {
    headers: { authorization: `Bearer ${victim.ready.adminToken}` },
  })
  const event = await response.json()
  t.equal(event.identityStoreId, victim.ready.identityStoreId, 'the event names its store')
  expectParts(t, event, {
    eventName: 'CreateUser',
    findings: [{ ruleId: 'request-time-max' }, { ruleId: 'client-failure-not-repeated' }],
  })
})

t.test('the server logs no unexpected error', async (t) => {
  t.same(victim.complaints(), [])
})
