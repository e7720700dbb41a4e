import fc from 'fast-check'
import t from 'tap'
import { encodeUtf8 } from '../../src/lib/utf8.ts'
import { depthMax, parseJson } from '../../src/scim/json.ts'
import { expectParts } from '../helpers/expect-parts.ts'

const parsed = (text: string) => parseJson(encodeUtf8(text))

t.test('JSON is read as JSON.parse reads it', async () => {
  fc.assert(
    fc.property(fc.json({ noUnicodeString: false }), (text) => {
      const reading = parsed(text)
      if (!reading.ok || reading.duplicateKeys) return false
      return JSON.stringify(reading.value) === JSON.stringify(JSON.parse(text))
    }),
  )
})

t.test('a byte order mark and space around the text are ignored', async (t) => {
  t.same(parsed('\uFEFF {"a":1}\n'), { ok: true, value: { a: 1 }, duplicateKeys: false })
})

t.test('bytes that are not UTF-8 differ from text that is not JSON', async (t) => {
  t.same(parseJson(Uint8Array.of(0x22, 0xff, 0x22)), { ok: false, error: 'utf-8' })
  for (const text of ['', '{', '{"a"}', "{'a':1}", '{"a":1}}', '"open', 'undefined'])
    t.same(parsed(text), { ok: false, error: 'syntax' }, text)
})

t.test('depth is limited, and brackets inside strings do not count', async (t) => {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
  t.equal(parsed(nested(depthMax)).ok, true)
  t.same(parsed(nested(depthMax + 1)), { ok: false, error: 'depth' })
  t.same(parsed('['.repeat(200_000)), { ok: false, error: 'depth' })
  t.equal(parsed(JSON.stringify(`\\"${'['.repeat(100)}`)).ok, true)
  t.equal(parsed(`[${'[],'.repeat(100)}[]]`).ok, true, 'side by side is not deep')
})

t.test('the last of two equal keys counts, and the reading says so', async (t) => {
  t.same(parsed('{"a":1,"a":2}'), { ok: true, value: { a: 2 }, duplicateKeys: true })
  t.same(parsed('[{"b":{"a":1,"\\u0061":2}}]'), {
    ok: true,
    value: [{ b: { a: 2 } }],
    duplicateKeys: true,
  })
  expectParts(t, parsed('{"a":"b:c:\\"d:","e":[":"]}'), { duplicateKeys: false })
})

t.test('keys of prototypes are keys like others', async (t) => {
  const text = '{"__proto__":{"admin":true},"constructor":1,"toString":2}'
  const reading = parsed(text)
  expectParts(t, reading, { ok: true, duplicateKeys: false })
  t.equal(JSON.stringify(reading.ok && reading.value), text)
  expectParts(t, parsed('{"__proto__":1,"__proto__":2}'), { duplicateKeys: true })
})
