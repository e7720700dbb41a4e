import t from 'tap'
import { codePointBoundary, isHighSurrogate, isLowSurrogate } from '../../src/lib/surrogates.ts'

t.test('the halves of a pair are told apart', async (t) => {
  const units = [0xd7ff, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000, Number.NaN]
  t.same(units.map(isHighSurrogate), [false, true, true, false, false, false, false])
  t.same(units.map(isLowSurrogate), [false, false, false, true, true, false, false])
})

t.test('a boundary moves back from the middle of a pair', async (t) => {
  const text = 'a😀b'
  t.same(
    [0, 1, 2, 3, 4, 9].map((at) => codePointBoundary(text, at)),
    [0, 1, 1, 3, 4, 9],
  )
  t.equal(codePointBoundary('a\ude00', 1), 1, 'half a pair is no pair')
})
