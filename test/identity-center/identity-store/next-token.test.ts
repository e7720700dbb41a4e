import fc from 'fast-check'
import t from 'tap'
import {
  makeNextToken,
  readNextToken,
} from '../../../src/identity-center/identity-store/next-token.ts'

const tie = ['d-1', 'UserName', null]

t.test('a token leads back to its row, in its list alone', async (t) => {
  for (const after of ['1', '999999', 'c4488478-a0e1-700e-3d75-96c6bb641596']) {
    const token = makeNextToken(after, tie)
    t.match(token, /^[-a-zA-Z0-9+=/:_]+$/)
    t.equal(readNextToken(token, tie), after)
    for (const other of [[], ['d-2', 'UserName', null], ['d-1', 'UserName', 'null']]) {
      t.equal(readNextToken(token, other), undefined)
    }
  }
})

t.test('anything else is none', async () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => readNextToken(text, tie) === undefined),
  )
})
