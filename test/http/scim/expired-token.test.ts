import t from 'tap'
import { bearerTokenUnexpired } from '../../../src/identity-center/rules/authentication.ts'
import { manualClient } from '../../helpers/manual-changes.ts'
import { scimOf, startTestServer } from '../../helpers/server.ts'

t.test('an access token', async (t) => {
  const server = await startTestServer(t, { allowClock: true })
  const admin = manualClient(server)
  const created = Date.now()
  await server.setClock({ frozenAt: new Date(created + 1_000).toISOString() })
  const second = (await admin('POST', '/tokens')).json
  const [first] = (await admin('GET', '/tokens')).json.items
  const expiry = Date.parse(first.expiresAt)
  const at = (milliseconds: number) =>
    server.setClock({ frozenAt: new Date(expiry + milliseconds).toISOString() })
  const status = async (token: string) =>
    (await scimOf({ endpoint: server.endpoint, token })('GET', '/ServiceProviderConfig')).status
  const stateOfFirst = async () => {
    const { state, daysLeft } = (await admin('GET', '/tokens')).json.items[0]
    return { state, daysLeft }
  }

  await t.test('that was used before holds until the instant of its expiry', async (t) => {
    await at(-1)
    t.equal(await status(server.token), 200)
    t.same(await stateOfFirst(), { state: 'expiring', daysLeft: 1 })
    await at(0)
    t.equal(await status(server.token), 401)
    t.same(await stateOfFirst(), { state: 'expired', daysLeft: 0 })
    const { items } = (await admin('GET', '/events?status=401')).json
    t.same(
      items.map(({ findings }: { findings: readonly { ruleId: string }[] }) =>
        findings.map(({ ruleId }) => ruleId),
      ),
      [[bearerTokenUnexpired.id]],
    )
  })

  await t.test('that was not used before does not hold at that instant either', async (t) => {
    const secondExpiry = Date.parse(second.expiresAt)
    t.ok(secondExpiry > expiry)
    await server.setClock({ frozenAt: second.expiresAt })
    t.equal(await status(second.accessToken), 401)
    await server.setClock({ frozenAt: new Date(secondExpiry - 1).toISOString() })
    t.equal(await status(second.accessToken), 200)
  })

  await t.test('counts no longer at the instant of its expiry', async (t) => {
    await at(-1)
    t.equal((await admin('POST', '/tokens')).status, 409, 'two are live')
    await at(0)
    t.equal((await admin('POST', '/tokens')).status, 201)
    t.equal((await admin('POST', '/tokens')).status, 409)
    t.equal((await admin('GET', '/tokens')).json.items.length, 3)
  })
})
