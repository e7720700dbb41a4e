import t from 'tap'
import {
  DatabaseUnavailable,
  MissingReference,
  UniqueViolation,
} from '../../src/identity-center/errors.ts'
import { isTransient, translateConnectError, translateError } from '../../src/store/constraints.ts'

const failure = (properties: object, message = '') => Object.assign(new Error(message), properties)

t.test('an error of the driver is translated by its code, not its class', async (t) => {
  t.same(
    translateError(failure({ code: '23505', constraint: 'users_email' })),
    new UniqueViolation('users_email'),
  )
  t.same(
    translateError(failure({ code: '23503', constraint: 'memberships_user' })),
    new MissingReference('memberships_user'),
  )
  for (const code of [
    '08000',
    '08006',
    '57P01',
    '57P02',
    '57P03',
    '53300',
    'ECONNREFUSED',
    'ECONNRESET',
    'ETIMEDOUT',
    'EAI_AGAIN',
  ]) {
    const error = failure({ code })
    const meaning = translateError(error)
    t.ok(meaning instanceof DatabaseUnavailable, code)
    t.equal(meaning instanceof Error && meaning.cause, error)
  }
  for (const message of [
    'Connection terminated unexpectedly',
    'Connection terminated due to connection timeout',
    'timeout exceeded when trying to connect',
    'Client has encountered a connection error and is not queryable',
    'Query read timeout',
  ]) {
    t.ok(translateError(new Error(message)) instanceof DatabaseUnavailable, message)
  }
})

t.test(
  'a server that accepts no connection because of its own error counts as unreachable',
  async (t) => {
    for (const code of ['XX000', '58030', '53200', '57P03', 'ECONNREFUSED']) {
      t.ok(translateConnectError(failure({ code })) instanceof DatabaseUnavailable, code)
    }
    for (const code of ['28P01', '3D000', '28000']) {
      const mistake = failure({ code })
      t.equal(translateConnectError(mistake), mistake, `${code} is for its user to mend`)
    }
    const bug = failure({ code: 'XX000' })
    t.equal(translateError(bug), bug, 'within a statement it may be one of ours')
  },
)

t.test('a database that cannot write says why', async (t) => {
  const outage = (error: unknown) => {
    const meaning = translateError(error)
    return meaning instanceof DatabaseUnavailable ? meaning.outage : undefined
  }
  t.equal(outage(failure({ code: '57P01' })), 'unreachable')
  t.equal(outage(failure({ code: '53100' })), 'full')
  t.equal(outage(failure({ code: '25006' })), 'read-only')
  t.equal(outage(new Error('could not open file "base/5/1": Read-only file system')), 'read-only')
})

t.test('any other error stays the same', async (t) => {
  for (const error of [
    failure({ code: '42601' }),
    failure({ code: '28P01' }),
    failure({ code: '40001' }),
    failure({ code: 8006 }),
    new Error('something else'),
    'no error at all',
    undefined,
  ]) {
    t.equal(translateError(error), error)
  }
})

t.test('a deadlock and a serialization failure are transient', async (t) => {
  t.ok(isTransient(failure({ code: '40001' })))
  t.ok(isTransient(failure({ code: '40P01' })))
  t.notOk(isTransient(failure({ code: '40002' })))
  t.notOk(isTransient(new Error()))
})
