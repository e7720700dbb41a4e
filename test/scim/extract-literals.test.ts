import t from 'tap'
import { extractLiterals } from '../../src/scim/extract-literals.ts'

t.test('literals are taken out and numbered', async (t) => {
  t.same(extractLiterals('a eq "x" and b eq "\\"\\\\" or c pr'), {
    text: 'a eq "0" and b eq "1" or c pr',
    literals: ['x', '"\\'],
  })
  t.same(extractLiterals('a eq 0'), { text: 'a eq 0', literals: [] })
})

t.test('quotes that are not closed, and escapes that JSON does not know', async (t) => {
  for (const text of ['a eq "x', 'a eq "x\\"', '"', 'a eq "x" "', 'a eq "\\x"', 'a eq "\\u12"'])
    t.equal(extractLiterals(text), undefined, text)
})
