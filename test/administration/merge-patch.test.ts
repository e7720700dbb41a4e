import fc from 'fast-check'
import t from 'tap'
import { mergePatch } from '../../src/administration/merge-patch.ts'

t.test('the examples of RFC 7396, appendix A, hold', async (t) => {
  for (const [target, patch, result] of [
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [
      ['a', 'b'],
      ['c', 'd'],
      ['c', 'd'],
    ],
    [{ a: 'b' }, ['c'], ['c']],
    [{ a: 'foo' }, null, null],
    [{ a: 'foo' }, 'bar', 'bar'],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: 'b', c: null }, { a: 'b' }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ]) {
    t.same(mergePatch(target, patch, 9), result)
  }
})

t.test('a patch goes no deeper than it may, and reaches no prototype', async (t) => {
  t.same(mergePatch({ a: { b: { c: 1 } } }, { a: { b: { d: null } } }, 2), {
    a: { b: { d: null } },
  })
  const deep = JSON.parse(`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`)
  t.ok(mergePatch({}, deep, 2))
  const merged = mergePatch({}, JSON.parse('{"__proto__":{"x":1}}'), 2)
  t.equal(Object.getPrototypeOf(merged), Object.prototype)
  fc.assert(
    fc.property(fc.object(), fc.object(), (target, patch) => {
      mergePatch(target, patch, 3)
      return ({} as { x?: unknown }).x === undefined
    }),
  )
})
