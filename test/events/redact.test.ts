import fc from 'fast-check'
import t from 'tap'
import { redactPasswords } from '../../src/events/redact.ts'
import { isJson } from '../../src/events/redact-json.ts'

const bytesOf = (text: string) => Buffer.from(text, 'latin1')
const redacted = (text: string) => Buffer.from(redactPasswords(bytesOf(text))).toString('latin1')

const cases: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'a body without one stays as it is': [
    ['{"userName":"jane","title":"pass word"}', '{"userName":"jane","title":"pass word"}'],
    ['', ''],
    ['no JSON at all', 'no JSON at all'],
  ],
  'a value keeps its length, and JSON stays JSON': [
    ['{"password":"hunter2","a":1}', '{"password":"*******","a":1}'],
    ['{ "password" : "" }', '{ "password" : "" }'],
    ['{"password":-12.50e3}', '{"password":-11.11e1}'],
    ['{"password":null,"b":true}', '{"password":null,"b":true}'],
    ['{"password":"say \\"hunter2\\"","a":"b"}', `{"password":"${'*'.repeat(15)}","a":"b"}`],
    ['\u00ef\u00bb\u00bf{"password":"x"}', '\u00ef\u00bb\u00bf{"password":"*"}'],
  ],
  'the key may be spelled in any way': [
    ['{"PassWord":"x"}', '{"PassWord":"*"}'],
    ['{"p\\u0061ss\\u0057ord":"x"}', '{"p\\u0061ss\\u0057ord":"*"}'],
    [
      '{"urn:ietf:params:scim:schemas:core:2.0:User:password":"x"}',
      '{"urn:ietf:params:scim:schemas:core:2.0:User:password":"*"}',
    ],
  ],
  'a value is redacted however deep it is, with all that is in it': [
    [
      '{"a":[{"b":{"password":["x",{"y":"z"},1]}}]}',
      '{"a":[{"b":{"password":["*",{"*":"*"},1]}}]}',
    ],
    ['[{"password":"x"},{"passwords":"y"}]', '[{"password":"*"},{"passwords":"y"}]'],
  ],
  'what merely speaks of passwords stays': [
    ['{"title":"password","value":"x"}', '{"title":"password","value":"x"}'],
    ['["password","x"]', '["password","x"]'],
    ['{"passwordHint":"x"}', '{"passwordHint":"x"}'],
  ],
  'a PATCH operation on a password gives none away': [
    [
      '{"Operations":[{"op":"replace","path":"password","value":"x"},{"path":"title","value":"y"}]}',
      '{"Operations":[{"op":"replace","path":"password","value":"*"},{"path":"title","value":"y"}]}',
    ],
    ['{"VALUE":{"a":"x"},"Path":"Pass\\u0077ord"}', '{"VALUE":{"*":"*"},"Path":"Pass\\u0077ord"}'],
    [
      '{"value":"x","path":"urn:a:2.0:User:password"}',
      '{"value":"*","path":"urn:a:2.0:User:password"}',
    ],
    [
      '{"value":"x","path":"password[type eq \\"a\\"]"}',
      '{"value":"*","path":"password[type eq \\"a\\"]"}',
    ],
    [
      '{"op":"add","value":{"password":"x","title":"y"}}',
      '{"op":"add","value":{"password":"*","title":"y"}}',
    ],
    ['{"path":"password","value":1}', '{"path":"password","value":1}'],
  ],
  'bytes that are no UTF-8 stay': [
    [
      '{"a":"\u00ff\u00c3","password":"x\u00ff","b":"\u0080"}',
      '{"a":"\u00ff\u00c3","password":"**","b":"\u0080"}',
    ],
  ],
  'in broken JSON the value goes, and the rest of the body with it where its end cannot be told': [
    ['{"password":"hunter2","a":1,}', '{"password":"*******","a":1,}'],
    ['{"password":"hunter2', '{"password":********'],
    ['{"password":"hun"ter2","a":1}', `{"password":${'*'.repeat(17)}`],
    ['{"password":hunter2,"a":1}', `{"password":${'*'.repeat(14)}`],
    ['{"password" "hunter2","a":1', '{"password" "*******","a":1'],
    ["{'password': 'hunter2', 'a': 1}", "{'password': '*******', 'a': 1}"],
    ['password=hunter2&a=1', `password=${'*'.repeat(11)}`],
    ['{"a":"b,"password":"hunter2"}', '{"a":"b,"password":"*******"}'],
    ['{"password":["x","y"],"a":1,}', '{"password":[*******],"a":1,}'],
    ['{"password":["x","y"', `{"password":${'*'.repeat(8)}`],
    ['{"password":["x","y', `{"password":${'*'.repeat(7)}`],
    ['{"password":12,"a":1,}', '{"password":11,"a":1,}'],
    ['{"password":true,"a":1,}', '{"password":true,"a":1,}'],
    ['{"a":"\u0000","password":"x"}', '{"a":"\u0000","password":"*"}'],
    ['{"password":', '{"password":'],
    ['{"path":"password","value":"x","a":1,}', '{"path":"password","value":"*","a":1,}'],
    ['{"value":"x","path":"password"', '{"value":"*","path":"password"'],
    ['{"value":"x","a":1,}', '{"value":"x","a":1,}'],
    ['"{\\"password\\":\\"x\\"},', `"{\\"password\\":${'*'.repeat(7)}`],
  ],
}

for (const [title, pairs] of Object.entries(cases)) {
  t.test(title, async (t) => {
    for (const [sent, kept] of pairs) t.equal(redacted(sent), kept, sent)
  })
}

t.test('a body in UTF-16 is redacted', async (t) => {
  const sent = Buffer.from('{"password":"hunter2","title":"Guide"}', 'utf16le')
  const kept = Buffer.from(redactPasswords(sent))
  t.equal(kept.length, sent.length)
  t.notOk(kept.toString('utf16le').includes('hunter2'))
  t.notOk(kept.toString('latin1').includes('h\0u\0n\0'))
})

t.test('deep and long bodies are redacted', async (t) => {
  const deep = `${'['.repeat(200_000)}{"password":"x"}${']'.repeat(200_000)}`
  t.equal(redacted(deep), deep.replace('"x"', '"*"'))
  const long = `{"password":"${'x'.repeat(1_000_000)}"`
  t.equal(redacted(long), long.replaceAll('x', '*'))
})

t.test('hostile bodies are redacted in bounded time', async (t) => {
  const started = performance.now()
  for (const part of [
    '"password",',
    'password:{',
    '"password":"",,',
    '"password": [1],"a":{',
    ',',
  ]) {
    redacted(`{"path":"password"${part.repeat(500_000 / part.length)}`)
  }
  redacted(`"password"${' '.repeat(500_000)}x`)
  t.ok(performance.now() - started < 5_000)
})

const spelling = fc
  .array(fc.constantFrom('plain', 'upper', 'escaped', 'escaped upper'), {
    minLength: 8,
    maxLength: 8,
  })
  .map((ways) =>
    Array.from('password', (letter, index) => {
      const way = ways[index] ?? 'plain'
      const meant = way.endsWith('upper') ? letter.toUpperCase() : letter
      if (!way.startsWith('escaped')) return meant
      return `\\u${meant.charCodeAt(0).toString(16).padStart(4, '0')}`
    }).join(''),
  )
const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value))
const space = fc.constantFrom('', ' ', '\n', '\t ')
const latin1Bytes = (text: string) => Buffer.from(text, 'utf8').toString('latin1')

t.test('in JSON, exactly the characters of the password are overwritten', async (t) => {
  const mask = (quoted: string) => `"${'*'.repeat(latin1Bytes(quoted).length - 2)}"`
  const secret = fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text))
  fc.assert(
    fc.property(json, spelling, space, secret, json, (before, key, gap, value, after) => {
      const around = (password: string) =>
        latin1Bytes(`{"a":${before},${gap}"${key}"${gap}:${gap}`) +
        password +
        latin1Bytes(`${gap},"b":${after}}`)
      t.equal(redacted(around(latin1Bytes(value))), around(mask(value)))
    }),
  )
  fc.assert(
    fc.property(json, spelling, secret, fc.boolean(), (before, path, value, first) => {
      const around = (password: string) => {
        const parts = [`"path":"${path}"`, `"value":${password}`]
        const operation = (first ? parts.toReversed() : parts).join(',')
        return `{"Operations":[{"value":${latin1Bytes(before)}},{${operation}}]}`
      }
      t.equal(redacted(around(latin1Bytes(value))), around(mask(value)))
    }),
  )
})

t.test('a password is overwritten however malformed the body is', async (t) => {
  const secret = fc
    .string({
      unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789'),
      minLength: 8,
      maxLength: 20,
    })
    .map((text) => `S3cr3t${text}`)
  const damage = fc.record({
    part: fc.constantFrom(0, 2, 3),
    place: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.nat({ max: 3 }),
    insert: fc.string({ unit: 'binary-ascii', maxLength: 3 }),
  })
  /** The text before the words that must stay, those words, and the texts before and after the secret. */
  const shapes: readonly ((key: string) => readonly [string, string, string, string])[] = [
    (key) => ['{"userName":"jane","', key, '":"', '","title":"Guide","active":true}'],
    (key) => ['{"a":{"', key, '" : { "b" : [1, "', '"]}},"title":"Guide"}'],
    (key) => ['{"Operations":[{"op":"add","path":"', `${key}","value`, '":"', '"}]}'],
  ]
  fc.assert(
    fc.property(
      fc.constantFrom(...shapes),
      spelling,
      secret,
      fc.array(damage, { minLength: 1, maxLength: 3 }),
      (shape, key, kept, damages) => {
        const parts = [...shape(key)]
        for (const { part, place, remove, insert } of damages) {
          const text = parts[part] ?? ''
          const at = Math.floor(place * text.length)
          parts[part] = text.slice(0, at) + insert + text.slice(at + remove)
        }
        const [head, words, middle, tail] = parts
        const body = `${head}${words}${middle}${kept}${tail}`
        fc.pre(!isJson(body)) // it would have another attribute, and no password any more
        t.notOk(redacted(body).includes(kept.slice(6)), JSON.stringify(body))
      },
    ),
    { numRuns: 1_000 },
  )
})
