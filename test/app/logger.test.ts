import t from 'tap'
import { createLogger } from '../../src/app/logger.ts'
import { expectParts } from '../helpers/expect-parts.ts'

const logged = (write: (logger: ReturnType<typeof createLogger>) => void) => {
  const lines: string[] = []
  write(createLogger('trace', { write: (line: string) => void lines.push(line) }))
  return lines.join('')
}

t.test('the log', async (t) => {
  t.test('contains the method and path of a request, without its query', async (t) => {
    const req = {
      method: 'GET',
      url: '/t/scim/v2/Users?filter=ann',
      ip: '::1',
      headers: { authorization: 'hush' },
    }
    const line = JSON.parse(logged((logger) => logger.info({ req })))
    t.same(line.req, { method: 'GET', path: '/t/scim/v2/Users', remoteAddress: '::1' })
  })

  t.test('contains the type and message of an error, without properties of a driver', async (t) => {
    const cause = Object.assign(new Error('inner'), { detail: 'Key (user_name)=(ann)' })
    const err = Object.assign(new TypeError('outer', { cause }), { code: '23505', detail: 'ann' })
    const line = JSON.parse(logged((logger) => logger.error({ err })))
    expectParts(t, line.err, {
      type: 'TypeError',
      message: 'outer',
      code: '23505',
      cause: { message: 'inner' },
    })
    t.notOk(JSON.stringify(line).includes('ann'))
    t.equal(JSON.parse(logged((logger) => logger.error({ err: 'text' }))).err, 'text')
  })

  t.test('redacts every authorization header', async (t) => {
    const text = logged((logger) => {
      logger.info({ authorization: 'hush' })
      logger.info({ headers: { authorization: 'hush' } })
      logger.info({ request: { headers: { authorization: 'hush' } } })
    })
    t.notOk(text.includes('hush'))
  })
})
