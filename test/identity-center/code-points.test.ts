import t from 'tap'
import {
  codePointLength,
  codePointText,
  findCodePoints,
  readableText,
} from '../../src/identity-center/code-points.ts'

t.test('positions and lengths count code points', async (t) => {
  t.same(findCodePoints('😀a😀b', /b/gu), [{ codePoint: 0x62, position: 3 }])
  t.equal(findCodePoints('-'.repeat(5_000), /-/gu).length, 1_000, 'a thousand are enough')
  t.equal(codePointLength('😀😀'), 2)
  t.equal(codePointLength('\ud83d\ud83d'), 2, 'halves of a pair count as one each')
  t.same(findCodePoints('a\ude00\ud83d', /[^a]/gu), [
    { codePoint: 0xde00, position: 1 },
    { codePoint: 0xd83d, position: 2 },
  ])
})

t.test('code points are named where we know their name, and no more than five', async (t) => {
  t.equal(
    codePointText([
      { codePoint: 0x9, position: 0 },
      { codePoint: 0x1f600, position: 7 },
    ]),
    'U+0009 TAB at position 0, U+1F600 at position 7',
  )
  const seven = Array.from({ length: 7 }, (_, position) => ({ codePoint: 0x3a, position }))
  const five = [0, 1, 2, 3, 4].map((position) => `U+003A COLON at position ${position}`)
  t.equal(codePointText(seven), `${five.join(', ')}, 2 more`)
})

t.test('what cannot be seen is written out', async (t) => {
  t.equal(readableText('a b\u00a0\u200b\n\ud800é😀'), 'a b<U+00A0><U+200B><U+000A><U+D800>é😀')
})
