import t from 'tap'
import { createLogger } from '../../src/app/logger.ts'
import { expectParts } from '../helpers/expect-parts.ts'

const logged = (write: (logger: ReturnType<typeof createLogger>) => void) => {
  const lines: string[] = []
  write(createLogger('trace', { write: (line: string) => void lines.push(line) }))
  return lines.join('')
}

t.test('the log', async (t) => {
  t.test('shows of a request its method and path, without what is asked for', async (t) => {
    const req = {
      method: 'GET',
      url: '/t/scim/v2/Users?filter=ann',
      ip: '::1',
      headers: { authorization: 'hush' },
    }
    const line = JSON.parse(logged((logger) => logger.info({ req })))
    t.same(line.req, { method: 'GET', path: '/t/scim/v2/Users', remoteAddress: '::1' })
  })

  t.test('shows of an error what went wrong, without what a driver hangs on it', async (t) => {
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

  t.test('hides an authorization wherever it comes from', async (t) => {
    const text = logged((logger) => {
      logger.info({ authorization: 'hush' })
      logger.info({ headers: { authorization: 'hush' } })
      logger.info({ request: { headers: { authorization: 'hush' } } })
    })
    t.notOk(text.includes('hush'))
  })
})
