import t from 'tap'
import { startIdentityCenter } from '../../../src/index.ts'
import { send } from '../../conversations/send.ts'
import { adminOf, flagsFor } from '../../helpers/administering.ts'
import { lastingDatabase } from '../../helpers/database.ts'
import { command } from '../../helpers/fake-terminal.ts'
import { storedBytes } from '../../helpers/stored-bytes.ts'
import { newUser } from './scim-server.ts'

const place = await lastingDatabase(t)
const server = await startIdentityCenter({
  ...place,
  settings: { events: { bodyBytes: 1_048_576 } },
})
t.teardown(() => server.close())
const admin = adminOf(server)

const authorization = `Bearer ${server.token}`
const post = (body: Buffer, path = '/Users') =>
  send({
    method: 'POST',
    url: server.endpoint + path,
    headers: { Authorization: authorization, 'User-Agent': 'test' },
    body,
  })

/** The body of a user whose title has these bytes. */
const titled = (title: string | Buffer): Buffer => {
  const [before = '', after = ''] = JSON.stringify(newUser('eve', { title: '|' })).split('|')
  return Buffer.concat([Buffer.from(before), Buffer.from(title), Buffer.from(after)])
}

const exactly = titled('').length
const bodies: readonly (readonly [what: string, body: Buffer, status: number])[] = [
  ['a raw NUL', titled(Buffer.from([0])), 400],
  ['an escaped NUL', titled('\\u0000'), 400],
  ['a lone surrogate in raw bytes', titled(Buffer.from([0xed, 0xa0, 0x80])), 400],
  ['an escaped lone surrogate', titled('\\ud800'), 400],
  ['an escaped lone low surrogate', titled('\\udc00'), 400],
  ['broken UTF-8', titled(Buffer.from([0xc3, 0x28, 0xff, 0xfe])), 400],
  ['every byte', Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)), 400],
  ['a mebibyte', titled('x'.repeat(1_048_576 - exactly)), 400],
  ['a mebibyte of NUL', Buffer.alloc(1_048_576), 400],
  ['a mebibyte of invalid UTF-8', Buffer.alloc(1_048_576, 0xff), 400],
]

for (const [what, body, status] of bodies) {
  t.test(`a body with ${what} is stored and shown`, async (t) => {
    const answer = await post(body)
    t.equal(answer.status, status)
    const id = String(answer.headers['x-amzn-requestid'])
    const { json } = await admin(`/events/${id}`)
    const { request, response } = json
    const shown =
      request.body === null ? Buffer.from(request.bodyBase64, 'base64') : Buffer.from(request.body)
    t.ok(shown.equals(body), 'to the byte')
    t.equal(request.bodyBytes, undefined)
    t.equal(response.body, answer.text)

    const again = await command(['explain', id, ...flagsFor(server)])
    t.equal(again.code, 1)
    t.match(again.out, /^POST .*CreateUser/)
    t.equal(again.error, '')
    const line = await command(['events', '--request', id, ...flagsFor(server)])
    t.equal(line.code, 0)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal must get none of these
    t.notMatch(again.out + line.out, /[\0-\x08\x0b-\x1f\x7f]/)
  })
}

t.test('a body over the limit is stored up to the limit', async (t) => {
  const answer = await post(Buffer.alloc(1_048_577, 'x'))
  const { json } = await admin(`/events/${answer.headers['x-amzn-requestid']}`)
  t.equal(answer.status, 400)
  t.same([json.request.body.length, json.request.bodyBytes], [1_048_576, 1_048_577])
})

t.test('the database contains no secrets', async (t) => {
  const secret = 'Tr0ub4dor&3-secret'
  const user = (n: number, more: object) => newUser(`user${n}@example.com`, more)
  const created = JSON.parse((await post(Buffer.from(JSON.stringify(user(0, {}))))).text)
  const sent = [
    JSON.stringify(user(1, { password: secret })),
    JSON.stringify(user(2, { PassWord: secret, title: 'a:b' })),
    JSON.stringify(user(3, { password: [secret, { deep: secret }] })),
    JSON.stringify(user(4, { password: secret, title: 'x'.repeat(20_000) })),
    `{"userName":"user5@example.com","password":"${secret}`,
    `{"password":"${secret}\\ud800\u0000"`,
    JSON.stringify({ id: created.id, ...user(0, {}), password: secret }),
  ]
  for (const body of sent) await post(Buffer.from(body))
  for (const body of [
    { Operations: [{ op: 'replace', path: 'password', value: secret }] },
    { Operations: [{ op: 'add', value: { password: secret } }] },
  ]) {
    await send({
      method: 'PATCH',
      url: `${server.endpoint}/Users/${created.id}`,
      headers: { Authorization: authorization },
      body: Buffer.from(JSON.stringify(body)),
    })
  }
  const { text } = await admin('/events?format=ndjson')
  const cloudTrail = await admin('/events?format=cloudtrail&limit=200')
  for (const word of [secret, server.token]) {
    t.notOk(text.includes(word))
    t.notOk(cloudTrail.text.includes(word))
  }
  await server.close()
  const holds = await storedBytes(place)
  t.ok(holds('user1@example.com'), 'the search finds stored text')
  t.notOk(holds(secret), 'the password')
  t.notOk(holds(server.token), 'the token')
})
