import t from 'tap'
import { credentialsOf, sent, signed } from '../helpers/aws.ts'
import { startTestServer } from '../helpers/server.ts'

t.test('a store that is throttled', async (t) => {
  const server = await startTestServer(t, { allowClock: true })
  const { scim, identityStoreId: IdentityStoreId } = server
  await server.configure({ throttling: true })
  const now = Math.ceil(Date.now() / 1_000) * 1_000
  const setSecond = (second: number) =>
    server.setClock({ frozenAt: new Date(now + second * 1_000).toISOString() })
  await setSecond(0)
  await scim('GET', '/ServiceProviderConfig') // the first request under new settings may be carried out twice

  const write = async () => (await scim('DELETE', '/Users/missing')).status
  const read = async () => (await scim('GET', '/Users')).status
  const list = async () => {
    const request = await signed(
      server,
      'ListUsers',
      { IdentityStoreId },
      { credentials: credentialsOf(server), date: new Date(now) },
    )
    return (await sent(request)).status
  }
  /** The answers to so many requests and one more, one after the other. */
  const answers = async (count: number, ask: () => Promise<number>) => {
    const statuses = []
    for (let sent = 0; sent <= count; sent += 1) statuses.push(await ask())
    return statuses
  }
  const limited = (count: number, accepted: number, refused: number) => [
    ...Array<number>(count).fill(accepted),
    refused,
  ]

  await t.test('takes 25 writes and 40 reads of one operation in a second', async (t) => {
    t.same(await answers(25, write), limited(25, 404, 429))
    t.same(await answers(40, read), limited(40, 200, 429))
    t.equal((await scim('GET', '/Groups')).status, 200, 'another operation')
  })

  await t.test('counts the Identity Store API apart: 20 of one operation', async (t) => {
    t.same(await answers(20, list), limited(20, 200, 400))
  })

  await t.test('begins anew with each second', async (t) => {
    await setSecond(1)
    t.same([await write(), await read(), await list()], [404, 200, 200])
  })

  await t.test('takes as many as in 2021 where that is set', async (t) => {
    await server.configure({ throttling: '2021' })
    await scim('GET', '/ServiceProviderConfig')
    await setSecond(2)
    t.same(await answers(20, write), limited(20, 404, 429))
    t.same(await answers(20, read), limited(20, 200, 429))
  })
})
