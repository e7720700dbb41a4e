import fc from 'fast-check'
import t from 'tap'
import { closingQuote } from '../../src/lib/json-scanner.ts'

t.test('every JSON string ends at its last quote', async () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      const string = JSON.stringify(value)
      return closingQuote(`${string}, "other"`, 0) === string.length - 1
    }),
  )
})

t.test('escaped quotes do not close it', async (t) => {
  t.equal(closingQuote('{"a\\"b":1}', 1), 6)
  t.equal(closingQuote('"a\\\\"', 0), 4)
})

t.test('the same quote closes it that opened it', async (t) => {
  t.equal(closingQuote(`'a"b'`, 0), 4)
})

t.test('a string that is cut has no end', async (t) => {
  for (const text of ['"', '"a', '"a\\"', '"a\\']) t.equal(closingQuote(text, 0), -1, text)
})
