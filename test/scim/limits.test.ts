import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { applyPatch } from '../../src/scim/apply-patch.ts'
import { capPerKind } from '../../src/scim/cap-per-kind.ts'
import { parseJson } from '../../src/scim/json.ts'
import { readPatch } from '../../src/scim/patch.ts'
import type { Json, JsonObject } from '../../src/scim/resource.ts'

const numbered = (kind: string, count: number) =>
  Array.from({ length: count }, (_, number) => ({ kind, number }))

t.test('a hundred of each kind are kept, the first of them', async (t) => {
  const [a, b] = [numbered('a', 100), numbered('b', 100)]
  t.same(capPerKind(a), a)
  t.same(capPerKind([...a, ...numbered('b', 1)]), [...a, ...numbered('b', 1)])
  t.same(capPerKind(numbered('a', 101)), a)
  t.same(capPerKind([...numbered('a', 102), ...numbered('b', 101)]), [...a, ...b])
})

t.test('of any list, as many of a kind are kept as the limit lets', async () => {
  const runs = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(120)), { maxLength: 6 })
  fc.assert(
    fc.property(runs, (counts) => {
      const all = counts.flatMap(([kind, count]) => numbered(kind, count))
      const kept = capPerKind(all)
      for (const kind of ['a', 'b', 'c']) {
        const ofKind = (list: typeof all) => list.filter((each) => each.kind === kind)
        assert.deepEqual(ofKind([...kept]), ofKind(all).slice(0, 100))
      }
      const places = kept.map((each) => all.indexOf(each))
      assert.deepEqual(
        places,
        places.toSorted((one, other) => one - other),
        'in their order',
      )
    }),
  )
})

t.test('JSON may be 64 levels deep', async (t) => {
  const nested = (depth: number, [open, close]: readonly [string, string]) =>
    parseJson(Buffer.from(`${open.repeat(depth)}${close.repeat(depth)}`))
  t.equal(nested(64, ['[', ']']).ok, true)
  t.same(nested(65, ['[', ']']), { ok: false, error: 'depth' })
  const objects = (depth: number) =>
    parseJson(Buffer.from(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`))
  t.equal(objects(64).ok, true)
  t.same(objects(65), { ok: false, error: 'depth' })
})

/** The user that a PATCH with these operations leads to. */
const patched = (before: JsonObject, ...Operations: readonly JsonObject[]): JsonObject => {
  const { operations, errors } = readPatch({ Operations }, 'User')
  t.same(errors, [])
  return applyPatch(before, operations, 'User').resource
}

t.test(
  'operations on some of a hundred values are carried out, on more they are not',
  async (t) => {
    const emails = (count: number, type: string): Json =>
      Array.from({ length: count }, (_, n) => ({ type, value: `${n}@example.com` }))
    const replaced = (count: number) =>
      patched(
        { emails: emails(count, 'work') },
        { op: 'replace', path: 'emails[type eq "work"].type', value: 'home' },
      )
    t.same(replaced(100), { emails: emails(100, 'home') })
    t.same(replaced(101), { emails: emails(101, 'work') })

    const removed = (count: number) =>
      patched(
        { emails: emails(count, 'work') },
        { op: 'remove', path: 'emails[value eq "0@example.com"]' },
      )
    t.equal(Object(removed(100))['emails'].length, 99)
    t.equal(Object(removed(101))['emails'].length, 101)
    t.same(patched({ emails: emails(101, 'work') }, { op: 'remove', path: 'emails' }), {})
  },
)

t.test('ten unknown members of a value are kept for the remarks about them', async (t) => {
  const unknown = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`unknown${n}`, n]))
  const named = (count: number) =>
    patched(
      {},
      { op: 'replace', path: 'name', value: { ...unknown(count), familyName: 'Example' } },
    )
  t.same(named(10), { name: { ...unknown(10), familyName: 'Example' } })
  t.same(named(11), { name: { ...unknown(10), familyName: 'Example' } })
})
