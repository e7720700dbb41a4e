import t from 'tap'
import { adminOf } from '../helpers/administering.ts'
import { startTestServer } from '../helpers/server.ts'

const yearSeconds = 366 * 86_400
const ann = {
  userName: 'ann',
  displayName: 'Ann Example',
  name: { givenName: 'Ann', familyName: 'Example' },
}

t.test("what the server's clock affects", async (t) => {
  const { scim, setClock, ...center } = await startTestServer(t, { allowClock: true })
  const admin = adminOf(center)
  const tokens = `/identity-stores/${center.identityStoreId}/tokens`

  await t.test('the expiry of tokens', async (t) => {
    t.equal((await scim('GET', '/Users')).status, 200)
    await setClock({ offsetSeconds: yearSeconds })
    t.equal((await scim('GET', '/Users')).status, 401)
    t.same(
      (await admin(tokens)).json.items.map((token: { state: string }) => token.state),
      ['expired'],
    )
    await setClock({})
    t.equal((await scim('GET', '/Users')).status, 200)
  })

  await t.test('the time of events and resources', async (t) => {
    await setClock({ frozenAt: '2026-12-24T18:00:00Z' })
    const { headers, json } = await scim('POST', '/Users', ann)
    t.equal(json.meta.created, '2026-12-24T18:00:00Z')
    const event = (await admin(`/events/${headers.get('x-amzn-requestid')}`)).json
    t.match(event.time, /^2026-12-24T1(7:59:5|8:00:00)/) // when the request arrived, slightly earlier
    t.ok(event.durationMs > 0)
    await setClock({})
  })

  await t.test('the second in which throttling counts requests', async (t) => {
    await center.configure({ throttling: true })
    await setClock({ frozenAt: '2026-12-24T18:00:00Z' })
    const burst = async (count: number) => {
      const answers = await Promise.all(Array.from({ length: count }, () => scim('GET', '/Users')))
      return answers.filter(({ status }) => status === 429).length
    }
    t.equal(await burst(41), 1)
    await setClock({ frozenAt: '2026-12-24T18:00:01Z' })
    t.equal(await burst(40), 0)
    await setClock({})
    await center.configure({})
  })

  await t.test('not durations', async (t) => {
    await setClock({ frozenAt: '2026-12-24T18:00:00Z' })
    const answer = await admin('/explain', { request: { method: 'GET', path: '/Users' } })
    t.equal(answer.json.time, '2026-12-24T18:00:00.000Z')
    t.ok(answer.json.durationMs >= 0)
    await setClock({})
  })

  await t.test('nothing unless it is allowed', async (t) => {
    const { setClock } = await startTestServer(t)
    await t.rejects(setClock({}), { kind: 'forbidden', message: /--allow-clock/ })
  })
})
