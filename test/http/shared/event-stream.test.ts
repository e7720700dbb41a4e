import t from 'tap'
import { startIdentityCenter } from '../../../src/index.ts'
import { testDatabase } from '../../helpers/database.ts'
import { listen } from '../../helpers/event-stream.ts'
import { scimOf, startTestServer } from '../../helpers/server.ts'

t.test('the stream of events', async (t) => {
  const server = await startTestServer(t)
  const ask = async (path = '/Users') =>
    (await server.scim('GET', path)).headers.get('x-amzn-requestid') ?? ''

  await t.test('sends each new event to every listening client', async (t) => {
    const one = await listen(t, server)
    const other = await listen(t, server, '?failed=true')
    t.equal(one.response.headers.get('content-type'), 'text/event-stream')
    const ids = [await ask(), await ask('/Nowhere'), await ask()]
    t.same([...(await one.until(3))].sort(), [...ids].sort()) // events of reads are stored a moment later
    t.same(await other.until(1), [ids[1]])
  })

  await t.test('resumes without a gap or a repeated event', async (t) => {
    const before = await listen(t, server)
    const first = await ask()
    t.same(await before.until(1), [first])
    before.leave()
    await before.ended
    const missed = [await ask(), await ask('/Nowhere'), await ask()]
    const after = await listen(t, server, '', before.heard.last)
    const next = await ask()
    t.same([...(await after.until(4))].sort(), [...missed, next].sort())
  })

  await t.test('rejects invalid filters before it begins', async (t) => {
    const { status } = await fetch(`${server.adminUrl}/api/v1/events/stream?rule=nothing`, {
      headers: { authorization: `Bearer ${server.adminToken}` },
    })
    t.equal(status, 400)
  })
})

t.test('a server that stops ends its streams', async (t) => {
  const server = await startIdentityCenter(await testDatabase(t))
  const { ended } = await listen(t, server)
  await scimOf(server)('GET', '/Users')
  const started = Date.now()
  await server.close()
  await ended
  t.ok(Date.now() - started < 5_000)
})
