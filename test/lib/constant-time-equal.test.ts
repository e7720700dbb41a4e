import fc from 'fast-check'
import t from 'tap'
import { constantTimeEqual } from '../../src/lib/constant-time-equal.ts'

t.test('texts and bytes are equal when their bytes are', async (t) => {
  t.ok(constantTimeEqual('secret', 'secret'))
  t.ok(constantTimeEqual('sécret', Buffer.from('sécret')))
  t.ok(constantTimeEqual('', new Uint8Array()))
  t.notOk(constantTimeEqual('secret', 'Secret'))
  t.notOk(constantTimeEqual('secret', 'secrets'))
  t.notOk(constantTimeEqual('', 'x'))
})

t.test('it agrees with comparison byte by byte', async () => {
  const bytes = fc.uint8Array({ maxLength: 4, max: 2 })
  fc.assert(
    fc.property(bytes, bytes, (one, other) => {
      return constantTimeEqual(one, other) === (Buffer.compare(one, other) === 0)
    }),
  )
})
