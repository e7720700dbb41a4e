import fc from 'fast-check'
import t from 'tap'
import { decodeUtf8, encodeUtf8 } from '../../src/lib/utf8.ts'

t.test('a text is the same after a round trip', async () => {
  const text = fc.string({ unit: 'grapheme' })
  fc.assert(fc.property(text, (text) => decodeUtf8(encodeUtf8(text)) === text))
})

t.test('a byte order mark stays', async (t) => {
  t.equal(decodeUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61)), '\ufeffa')
})

t.test('bytes that are not UTF-8 have no text', async (t) => {
  for (const bytes of [[0xff], [0xc3], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0x61, 0x80]]) {
    t.equal(decodeUtf8(Uint8Array.from(bytes)), undefined, String(bytes))
  }
  t.equal(decodeUtf8(new Uint8Array()), '')
})

t.test('half of a surrogate pair is encoded as U+FFFD', async (t) => {
  t.same(encodeUtf8('\ud800'), Uint8Array.of(0xef, 0xbf, 0xbd))
})
