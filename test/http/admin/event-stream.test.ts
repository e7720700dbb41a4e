import t, { type Test } from 'tap'
import { type IdentityCenter, startIdentityCenter } from '../../../src/index.ts'
import { testDatabase } from '../../helpers/database.ts'
import { scimOf, startTestServer } from '../../helpers/server.ts'

/** Listens to a stream; `until` waits for so many events, `end` for its end. */
const listen = async (t: Test, server: IdentityCenter, query = '', last?: string) => {
  const leaving = new AbortController()
  const response = await fetch(`${server.adminUrl}/api/v1/events/stream${query}`, {
    headers: {
      authorization: `Bearer ${server.adminToken}`,
      ...(last !== undefined && { 'last-event-id': last }),
    },
    signal: leaving.signal,
  })
  t.teardown(() => leaving.abort())
  const heard = { ids: [] as string[], last: '' }
  const ended = (async () => {
    let text = ''
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString()
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) {
        heard.last = /^id: (.+)$/m.exec(block)?.[1] ?? heard.last
        const data = /^data: (.+)$/m.exec(block)?.[1]
        if (data !== undefined) heard.ids.push(JSON.parse(data).requestId)
      }
    }
  })().catch(() => {})
  const until = async (count: number) => {
    const deadline = Date.now() + 10_000
    while (heard.ids.length < count && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    return heard.ids
  }
  while (heard.last === '') await new Promise((resolve) => setTimeout(resolve, 10))
  return { response, heard, until, ended, leave: () => leaving.abort() }
}

t.test('the stream of events', async (t) => {
  const server = await startTestServer(t)
  const ask = async (path = '/Users') =>
    (await server.scim('GET', path)).headers.get('x-amzn-requestid') ?? ''

  await t.test('gives each event as it comes, to everybody who listens', async (t) => {
    const one = await listen(t, server)
    const other = await listen(t, server, '?failed=true')
    t.equal(one.response.headers.get('content-type'), 'text/event-stream')
    const ids = [await ask(), await ask('/Nowhere'), await ask()]
    t.same([...(await one.until(3))].sort(), [...ids].sort()) // those of reads are kept a moment later
    t.same(await other.until(1), [ids[1]])
  })

  await t.test('is resumed without a gap and without a repetition', async (t) => {
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

  await t.test('says no before it begins', async (t) => {
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
