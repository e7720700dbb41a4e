import fc from 'fast-check'
import t from 'tap'
import { mergePatch } from '../../../src/administration/shared/merge-patch.ts'
import { spellingIn } from '../../../src/scim/json-object.ts'
import type { JsonObject } from '../../../src/scim/resource.ts'

t.test('the examples of RFC 7396, appendix A, as far as both are objects', async (t) => {
  for (const [target, patch, result] of [
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ] satisfies readonly (readonly [JsonObject, JsonObject, JsonObject])[]) {
    t.same(mergePatch(target, patch), result)
  }
})

t.test('a name in another case is the same name, where that is wanted', async (t) => {
  const target = { title: 'x', name: { givenName: 'A', b: 1 } }
  const patch = { Title: 'y', NAME: { GIVENNAME: null } }
  t.same(mergePatch(target, patch, { spellingIn }), { Title: 'y', NAME: { b: 1 } })
  t.same(mergePatch(target, patch), { ...target, Title: 'y', NAME: {} })
})

t.test('a patch goes no deeper than it may', async (t) => {
  t.same(mergePatch({ a: { b: { c: 1 } } }, { a: { b: { d: null } } }, { levels: 2 }), {
    a: { b: { d: null } },
  })
  const deep = JSON.parse(`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`)
  t.ok(mergePatch({}, deep, { levels: 2 }))
})

t.test('every patch sets what it names, removes nulls, and keeps the rest', async () => {
  const object = fc
    .dictionary(fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor'), fc.jsonValue())
    .map((value) => value as JsonObject)
  fc.assert(
    fc.property(object, object, (target, patch) => {
      const before = JSON.stringify(target)
      const merged = mergePatch(target, patch)
      return (
        JSON.stringify(target) === before &&
        Object.getPrototypeOf(merged) === Object.prototype &&
        Object.keys(patch).every(
          (name) => Object.hasOwn(merged, name) === (patch[name] !== null),
        ) &&
        Object.keys(target).every(
          (name) =>
            Object.hasOwn(patch, name) ||
            JSON.stringify(merged[name]) === JSON.stringify(target[name]),
        )
      )
    }),
  )
})
