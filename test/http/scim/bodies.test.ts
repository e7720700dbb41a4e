import { gzipSync } from 'node:zlib'
import t from 'tap'
import { detailOf, idOf, newUser, startScimServer } from './scim-server.ts'

const generic = 'Request is unparsable, syntactically incorrect, or violates schema.'
const noJson = 'Invalid JSON from RequestBody'
const json = (value: unknown) => JSON.stringify(value)
const scimJson = { 'Content-Type': 'application/scim+json' }

const { ask } = await startScimServer(t)
let count = 0
/** A user with an unused user name. */
const fresh = (more?: object) => newUser(`user-${++count}`, more)
const post = (body: string | Uint8Array, headers: Record<string, string> = scimJson) =>
  ask('POST', '/Users', { headers, body })

t.test('a create is accepted', async (t) => {
  for (const type of [
    'application/scim+json',
    'application/scim+json; charset=utf-8',
    'application/scim+json;charset=UTF-8',
    'application/json',
    'application/json; charset=utf-8',
    'APPLICATION/JSON',
    'application/x-www-form-urlencoded',
    'text/plain',
  ])
    await t.test(`with the Content-Type ${type}`, async (t) => {
      const { status, text } = await post(json(fresh()), { 'Content-Type': type })
      t.equal(status, 201, text)
    })

  await t.test('without a Content-Type', async (t) => {
    t.equal((await post(json(fresh()), {})).status, 201)
  })
  await t.test('with a line end after the JSON', async (t) => {
    t.equal((await post(`${json(fresh())}\n`)).status, 201)
  })
  await t.test('with a byte order mark before it', async (t) => {
    t.equal((await post(`\ufeff${json(fresh())}`)).status, 201)
  })
  await t.test('in chunks', async (t) => {
    const headers = { ...scimJson, 'Transfer-Encoding': 'chunked' }
    t.equal((await post(json(fresh()), headers)).status, 201)
  })
  await t.test('with nearly a mebibyte of an unknown attribute', async (t) => {
    const body = json(fresh({ unknown: 'x'.repeat(1_048_000) }))
    t.equal((await post(body)).status, 201)
  })
})

t.test('an invalid Content-Type causes no server error', async (t) => {
  for (const type of ['nonsense', '/', ';', 'application/json, text/plain']) {
    const { status } = await post(json(fresh()), { 'Content-Type': type })
    t.ok(status === 201 || status === 400, `${type}: ${status}`)
  }
})

t.test('a body is refused', async (t) => {
  const refused: Readonly<Record<string, readonly [string | Uint8Array, string]>> = {
    'that is truncated': ['{"userName": "ann', noJson],
    'that has a trailing comma': ['{"userName": "ann",}', noJson],
    'that is empty': ['', noJson],
    'that is form data': ['userName=ann&displayName=Ann', noJson],
    'in Latin-1': [Buffer.from(json(newUser('ren\u00e9')), 'latin1'), noJson],
    'in UTF-16': [Buffer.from(json(newUser('ann')), 'utf16le'), noJson],
    'that is a list': [json([newUser('ann')]), generic],
    'that is a string': ['"ann"', generic],
    'that is null': ['null', generic],
    'that is compressed': [gzipSync(json(newUser('ann'))), noJson],
    'nested too deep': [`{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, generic],
    'over a mebibyte': [json(newUser('ann', { unknown: 'x'.repeat(1_048_576) })), generic],
  }
  for (const [what, [body, detail]] of Object.entries(refused))
    await t.test(what, async (t) => {
      const answer = await post(body)
      t.equal(answer.status, 400, answer.text)
      t.equal(detailOf(answer), detail)
    })

  await t.test('far over a mebibyte, in the same form', async (t) => {
    const answer = await post(new Uint8Array(9 * 1_048_576).fill(0x20))
    t.equal(answer.status, 400)
    t.equal(detailOf(answer), generic)
  })
  await t.test('in PATCH and PUT as in POST', async (t) => {
    const id = idOf(await post(json(fresh())))
    for (const method of ['PATCH', 'PUT']) {
      const answer = await ask(method, `/Users/${id}`, { headers: scimJson, body: '{' })
      t.equal(answer.status, 400)
      t.equal(detailOf(answer), noJson)
    }
  })
})

t.test('the last of duplicate keys counts', async (t) => {
  const body = json(fresh()).replace('{', '{"userName":"the-first-one",')
  const { status, text } = await post(body)
  t.equal(status, 201)
  t.equal(JSON.parse(text).userName, `user-${count}`)
})

t.test('keys with a meaning in JavaScript are harmless', async (t) => {
  const body = json(fresh()).replace(
    '{',
    '{"__proto__":{"active":true},"constructor":{"prototype":{"active":true}},"toString":1,',
  )
  const { status, text } = await post(body)
  t.equal(status, 201, text)
  t.equal(JSON.parse(text).active, false)
})

t.test('characters that a database cannot store are refused', async (t) => {
  for (const [what, name] of [
    ['NUL', 'a\u0000b'],
    ['a lone surrogate', 'a\ud800b'],
    ['a noncharacter', 'a\uffffb'],
  ] as const)
    await t.test(what, async (t) => {
      const answer = await post(json(fresh({ title: name })))
      t.equal(answer.status, 400, answer.text)
    })
})

t.test('a DELETE with a Content-Type and no body is accepted', async (t) => {
  for (const headers of [{ 'Content-Type': 'application/json' }, scimJson, {}]) {
    const id = idOf(await post(json(fresh())))
    const { status, text } = await ask('DELETE', `/Users/${id}`, { headers })
    t.equal(status, 204)
    t.equal(text, '')
  }
})

t.test('a GET with a Content-Type is accepted', async (t) => {
  t.equal((await ask('GET', '/Users', { headers: scimJson })).status, 200)
})
