import { once } from 'node:events'
import { connect } from 'node:net'
import t from 'tap'
import { startIdentityCenter } from '../../src/index.ts'
import { testDatabase } from '../helpers/database.ts'

// Each connection would delay the end, and so the test, for more than a minute.
t.test('connections without a request do not delay the end', { timeout: 30_000 }, async (t) => {
  const server = await startIdentityCenter(await testDatabase(t))
  const { hostname, port } = new URL(server.adminUrl)
  const silent = connect(Number(port), hostname)
  await once(silent, 'connect')
  const leaving = new AbortController()
  const stream = await fetch(`${server.adminUrl}/api/v1/events/stream`, {
    headers: { authorization: `Bearer ${server.adminToken}` },
    signal: leaving.signal,
  })
  t.equal(stream.status, 200)
  leaving.abort()

  const [hungUp] = await Promise.all([once(silent, 'close'), server.close()])
  t.same(hungUp, [false], 'the silent connection is closed without an error')
})
