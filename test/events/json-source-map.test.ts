import fc from 'fast-check'
import t from 'tap'
import { mapJsonSource } from '../../src/events/json-source-map.ts'
import { jsonPointer } from '../../src/scim/pointer.ts'

/** The source text of the value at a pointer. */
const written = (text: string, pointer: string): string | undefined => {
  const place = mapJsonSource(text, [pointer]).ranges.get(pointer)
  return place && text.slice(place.start, place.end)
}

t.test('a pointer maps to the source text of its value', async (t) => {
  const text = ' {"a" : [1, {"b/c~": "x\\u0041"}, []], "d": null, "a\\u0062": {} } '
  t.equal(written(text, ''), text.trim())
  t.equal(written(text, '/a'), '[1, {"b/c~": "x\\u0041"}, []]')
  t.equal(written(text, '/a/0'), '1')
  t.equal(written(text, '/a/1/b~1c~0'), '"x\\u0041"')
  t.equal(written(text, '/a/2'), '[]')
  t.equal(written(text, '/d'), 'null')
  t.equal(written(text, '/ab'), '{}')
  for (const pointer of ['/a/3', '/b', '/d/e', '/a/0/0']) t.equal(written(text, pointer), undefined)
})

t.test('the last value of a doubled key counts', async (t) => {
  t.equal(written('{"a":1,"a":2}', '/a'), '2')
})

t.test('a malformed or truncated text is mapped as far as it goes', async (t) => {
  const text = '{"a":[1,{"b":"x'
  t.equal(mapJsonSource(text).error, text.length)
  t.equal(written(text, '/a/0'), '1')
  t.equal(written(text, '/a/1'), '{"b":"x')
  t.equal(written(text, '/a/1/b'), undefined)
  t.equal(mapJsonSource('{"a":1,}').error, 7)
  t.equal(mapJsonSource('{"a":01}').error, 6)
  t.equal(mapJsonSource("{'a':1}").error, 1)
  t.equal(mapJsonSource('{"a":"\\x"}').error, 6)
  t.equal(mapJsonSource('[1] 2').error, 4)
  t.equal(mapJsonSource('').error, 0)
})

t.test('every value of a JSON text has its range', async (t) => {
  const check = (text: string, value: unknown, location: readonly (string | number)[]) => {
    const found = written(text, jsonPointer(location))
    t.same(JSON.parse(found ?? 'undefined'), value)
    if (typeof value !== 'object' || value === null) return
    for (const [key, below] of Object.entries(value)) check(text, below, [...location, key])
  }
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(0, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent)
      check(text, JSON.parse(text), [])
    }),
    { numRuns: 60 },
  )
})

t.test('an error is reported exactly where a text is not JSON; it never throws', async (t) => {
  const isJson = (text: string) => {
    try {
      JSON.parse(text)
      return true
    } catch {
      return false
    }
  }
  const nearly = fc
    .tuple(fc.json(), fc.nat(), fc.string({ maxLength: 2 }))
    .map(([json, at, more]) => json.slice(0, at % (json.length + 1)) + more)
  fc.assert(
    fc.property(fc.oneof(fc.json(), nearly, fc.string({ unit: 'binary' })), (text) => {
      const { error } = mapJsonSource(text, ['', '/a', '/0/0'])
      t.equal(error === undefined, isJson(text), JSON.stringify(text))
      if (error !== undefined) t.ok(error >= 0 && error <= text.length)
    }),
  )
  const deep = '['.repeat(500_000)
  t.equal(mapJsonSource(deep, ['/0/0']).error, deep.length)
  t.equal(mapJsonSource(`"${'x'.repeat(1_000_000)}"`).error, undefined)
})
