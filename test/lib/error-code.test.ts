import t from 'tap'
import { errorCode } from '../../src/lib/error-code.ts'

const failure = (code: unknown) => Object.assign(new Error(), { code })

t.test('the code of an error is its text code', async (t) => {
  t.equal(errorCode(failure('ENOENT')), 'ENOENT')
  t.equal(errorCode(failure('42601')), '42601')
})

t.test('everything else has none', async (t) => {
  for (const value of [failure(8006), new Error(), { code: 'ENOENT' }, 'ENOENT', null, undefined]) {
    t.equal(errorCode(value), undefined)
  }
})
