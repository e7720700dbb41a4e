import { gzipSync } from 'node:zlib'
import t, { type Test } from 'tap'
import { beside, leavesLittle } from '../../helpers/bystander.ts'
import { refusedAs } from '../../helpers/envelope.ts'
import { type RawReceived, rawAnswer, rawLine } from '../../helpers/raw-line.ts'
import { startVictim } from '../../helpers/victim.ts'

// Bodies that are too long, too deeply nested or ambiguous, sent to every route with a body.
const victim = await startVictim(t)
const { port, path, headers } = victim
const mebibyte = 1_048_576

const ask = (method: string, target: string, body: string | Uint8Array, more = '') => {
  const bytes = Buffer.from(body)
  const head = `${method} ${path}${target} HTTP/1.1\r\n${headers}${more}Content-Length: ${bytes.length}\r\n\r\n`
  return rawAnswer(port, Buffer.concat([Buffer.from(head), bytes]))
}
const idOf = (answer: RawReceived | undefined): string => JSON.parse(answer?.body ?? '{}').id
const user = (userName: string, more = '') =>
  `{"userName":"${userName}","displayName":"A","name":{"givenName":"A","familyName":"B"}${more}}`
const victimId = idOf(await ask('POST', '/Users', user('target')))
const groupId = idOf(await ask('POST', '/Groups', '{"displayName":"target"}'))

const places = [
  ['POST', '/Users'],
  ['PUT', `/Users/${victimId}`],
  ['PATCH', `/Users/${victimId}`],
  ['POST', '/Groups'],
  ['PATCH', `/Groups/${groupId}`],
] as const

const nested = (open: string, close: string, depth = 10_000) =>
  open.repeat(depth) + close.repeat(depth)
const inOperation = (value: string) =>
  `{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"title","value":${value}}]}`
const keys = Array.from({ length: 50_000 }, (_, index) => `"key${index}":1`).join()

/** Bodies that every route must refuse. */
const refused: Readonly<Record<string, string | Uint8Array>> = {
  'lists 10,000 deep': nested('[', ']'),
  'objects 10,000 deep': `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
  'a name 10,000 deep': user('deep', `,"title":${nested('[', ']')}`),
  'an operation 10,000 deep': inOperation(nested('[', ']')),
  'brackets that are never closed': '['.repeat(100_000),
  'a list of 100,000': `[${'1,'.repeat(100_000)}1]`,
  'operations by the 100,000': `{"Operations":[${'{},'.repeat(100_000)}{}]}`,
  'invalid UTF-8': Buffer.concat([
    Buffer.from('{"userName":"'),
    Buffer.from([0xff, 0xc0, 0xaf]),
    Buffer.from('"}'),
  ]),
  'compressed bytes': gzipSync(Buffer.alloc(8 * mebibyte)),
  'a number without end': `{"userName":${'9'.repeat(500_000)}}`,
  'nothing but a mebibyte of quotes': '"'.repeat(mebibyte),
  'a mebibyte of backslashes': `{"userName":"${'\\\\'.repeat(mebibyte / 2 - 100)}"}`,
  'more than a mebibyte': user('x', `,"x":"${'y'.repeat(mebibyte)}"`),
}

t.test('a hostile body is refused by every route', async (t) => {
  for (const [what, body] of Object.entries(refused)) {
    await t.test(`that has ${what}`, async (t) => {
      await beside(t, victim, async () => {
        for (const [method, target] of places) {
          refusedAs(t, await ask(method, target, body), 400, `${method} ${target.split('/')[1]}`)
        }
      })
    })
  }
})

const unusual: Readonly<Record<string, string>> = {
  'with 50,000 unknown keys': `,${keys}`,
  'with duplicate keys': ',"title":"a","title":"b","TITLE":"c"',
  'with a text of escapes': `,"unknown":"${'\\u0041'.repeat(100_000)}"`,
}
t.test('an unusual body is processed', async (t) => {
  await beside(t, victim, async () => {
    for (const [what, more] of Object.entries(unusual)) {
      const answer = await ask('POST', '/Users', user(`odd-${what.length}`, more))
      t.ok([201, 400].includes(answer?.status ?? 0), `${what}: ${answer?.status}`)
    }
  })
})

/** Attempts at prototype pollution. */
const poison = '{"admin":true,"active":true,"title":"poisoned"}'
const poisons = [
  `"__proto__":${poison}`,
  `"constructor":{"prototype":${poison}}`,
  `"prototype":${poison}`,
  `"toString":1,"valueOf":1,"hasOwnProperty":1`,
]
const levels: readonly ((text: string) => string)[] = [
  (text) => user('poison', `,${text}`),
  (text) => user('poison', `,"emails":[{"value":"p@example.com",${text}}]`),
  (text) =>
    `{"userName":"poison","displayName":"A","name":{"givenName":"A","familyName":"B",${text}}}`,
  (text) => `{"displayName":"poison",${text}}`,
  (text) => `{"Operations":[{"op":"replace","path":"title","value":"T",${text}}],${text}}`,
  (text) => `{"Operations":[{"op":"add","value":{${text}}}]}`,
]

const requireUnpoisoned = async (t: Test, name: string) => {
  const created = await ask('POST', '/Users', user(name))
  t.equal(created?.status, 201)
  t.notMatch(created?.body, /poisoned|admin/)
  t.match(created?.body, /"active":false/)
}

t.test('a key with a meaning in JavaScript does not affect other requests', async (t) => {
  for (const [level, wrap] of levels.entries()) {
    for (const text of poisons) {
      for (const [method, target] of places) {
        const answer = await ask(method, target, wrap(text))
        const { status = 0 } = answer ?? {}
        t.ok(status > 0 && status < 500, `${method} ${text.slice(0, 14)}: ${status}`)
      }
    }
    await requireUnpoisoned(t, `after-${level}`)
  }
  for (const attribute of [
    '__proto__.title',
    'constructor.prototype.title',
    '__proto__[a eq "b"].c',
  ]) {
    const body = JSON.stringify({ Operations: [{ op: 'add', path: attribute, value: 'poisoned' }] })
    const answer = await ask('PATCH', `/Users/${victimId}`, body)
    t.ok((answer?.status ?? 500) < 500, attribute)
  }
  await requireUnpoisoned(t, 'after-paths')
})

t.test('a body beyond any limit', async (t) => {
  await t.test('is refused before it is read if Content-Length announces it', async (t) => {
    for (const length of [9 * mebibyte, 10_000_000_000]) {
      const line = await rawLine(port)
      line.write(`POST ${path}/Users HTTP/1.1\r\n${headers}Content-Length: ${length}\r\n\r\n{`)
      refusedAs(t, (await line.answers())[0], 400, `${length} bytes`)
      t.ok(await line.closes(), 'the server does not wait for the rest')
    }
  })

  await t.test('is not read to its end without a Content-Length', async (t) => {
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`
    await leavesLittle(t, victim, 48, () =>
      beside(t, victim, async () => {
        const line = await rawLine(port)
        line.write(`POST ${path}/Users HTTP/1.1\r\n${headers}Transfer-Encoding: chunked\r\n\r\n`)
        let sent = 0
        while (!(await line.closes(1)) && sent < 2_000) {
          await new Promise((resolve) => line.socket.write(chunk, resolve))
          sent += 1
        }
        refusedAs(t, (await line.answers())[0], 400, 'without end')
        t.ok(await line.closes(), 'the connection is closed')
      }),
    )
  })

  await t.test('of an unauthenticated client is not read', async (t) => {
    const line = await rawLine(port)
    line.write(`POST ${path}/Users HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n{`)
    refusedAs(t, (await line.answers())[0], 401, 'no token')
    t.ok(await line.closes())
  })
})

t.test('the server logs no unexpected error', async (t) => {
  t.same(victim.complaints(), [])
})
