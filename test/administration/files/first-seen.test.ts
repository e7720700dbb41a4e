import fc from 'fast-check'
import t from 'tap'
import { firstSeenValues } from '../../../src/administration/files/first-seen.ts'

t.test('a value that was met is known, where it was met first', async (t) => {
  const met = fc.array(fc.tuple(fc.stringMatching(/^[ab]{0,4}$/), fc.nat(3), fc.nat()))
  fc.assert(
    fc.property(met, (values) => {
      const seen = firstSeenValues()
      const first = new Map<string, { file: number; line: number }>()
      for (const [value, file, line] of values) {
        t.same(seen.meet(value, { file, line }), first.get(value))
        if (!first.has(value)) first.set(value, { file, line })
      }
    }),
    { numRuns: 50 },
  )
})

t.test('any number of values is told apart', async (t) => {
  const seen = firstSeenValues()
  const isKnown = (count: number) =>
    Array.from({ length: count }, (_, line) => seen.meet(`value ${line}`, { file: 2, line }))
  t.ok(isKnown(5_000).every((position) => position === undefined))
  t.same(
    isKnown(5_001),
    Array.from({ length: 5_001 }, (_, line) => (line < 5_000 ? { file: 2, line } : undefined)),
  )
})

t.test('a surrogate without its other half is a value of its own', async (t) => {
  const seen = firstSeenValues()
  t.equal(seen.meet('\ud800', { file: 0, line: 1 }), undefined)
  t.equal(seen.meet('\ud801', { file: 0, line: 2 }), undefined)
  t.equal(seen.meet('\ufffd', { file: 0, line: 3 }), undefined)
})
