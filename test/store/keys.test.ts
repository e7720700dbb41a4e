import t from 'tap'
import { exactKey, foldedKey, isId } from '../../src/store/keys.ts'

const accent = { composed: 'J\u00f8rn\u00e9', decomposed: 'J\u00f8rne\u0301' }

t.test('a folded key', async (t) => {
  t.same(foldedKey('Jane@Example.com'), foldedKey('jane@example.COM'), 'disregards case')
  t.same(
    foldedKey(accent.composed),
    foldedKey(accent.decomposed),
    'disregards how accents are composed',
  )
  t.same(foldedKey('\u0130'), foldedKey('i\u0307'), 'is composed after folding as well')
  t.notSame(foldedKey('jane'), foldedKey('jane '))
  t.notSame(foldedKey('\u00e9'), foldedKey('e'))
  t.equal(foldedKey('x'.repeat(100_000))?.length, 32)
  t.equal(foldedKey(undefined), null)
})

t.test('an exact key', async (t) => {
  t.same(exactKey('00u1A'), exactKey('00u1A'))
  t.notSame(exactKey('00u1A'), exactKey('00u1a'))
  t.notSame(exactKey(accent.composed), exactKey(accent.decomposed))
  t.notSame(exactKey('\ud800'), exactKey('\ufffd'), 'keeps lone surrogates apart')
  t.notSame(exactKey('a\0'), exactKey('a'))
  t.notSame(exactKey(''), exactKey(undefined))
  t.equal(exactKey(undefined), null)
})

t.test('an id', async (t) => {
  for (const id of ['d-0123456789', '906700ab12-0f3c-4f6e-8d3a-aa00bb11cc22', 'kE3934e0444-9ba8']) {
    t.ok(isId(id), id)
  }
  for (const value of ['', ' ', 'a\0', '\ud800', 'a_b', 'a b', 'a\n', "a'--", '\u0663']) {
    t.notOk(isId(value), JSON.stringify(value))
  }
})
