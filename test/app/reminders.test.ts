import t from 'tap'
import { adminOf, flagsFor } from '../helpers/administering.ts'
import { expectParts } from '../helpers/expect-parts.ts'
import { command } from '../helpers/fake-terminal.ts'
import { serveProgram, temporaryFolder } from '../helpers/program.ts'
import { startTestServer } from '../helpers/server.ts'

const day = 86_400

t.test('a token that expires', async (t) => {
  const center = await startTestServer(t, { allowClock: true })
  const { setClock, scim } = center
  const ask = adminOf(center)
  const store = `/identity-stores/${center.identityStoreId}`
  const flags = flagsFor(center)
  const [token] = (await ask(`${store}/tokens`)).json.items
  const setDaysLeft = (days: number) =>
    setClock({ frozenAt: new Date(Date.parse(token.expiresAt) - days * day * 1000).toISOString() })
  const reminders = async () => (await ask(`${store}/reminders`)).json

  await t.test('has no reminder more than 90 days before', async (t) => {
    expectParts(t, token, { state: 'active', daysLeft: 365 })
    const { banner, eventType, items } = await reminders()
    t.equal(banner, null)
    t.equal(eventType, 'AWS_IAMIDENTITYCENTER_SCIM_BEARER_TOKEN_EXPIRY_NOTIFICATION')
    t.equal(items.length, 1)
    expectParts(t, items[0], { tokenId: token.id, state: 'active', daysLeft: 365, sentence: null })
    t.notOk(items[0].reminders.some(({ sent }: { sent: boolean }) => sent))
    const result = await command(['token', 'list', ...flags])
    t.same([result.code, result.error], [0, ''])
  })

  await t.test('has the reminders of AWS from 90 days before', async (t) => {
    await setDaysLeft(90)
    const first = await reminders()
    t.match(first.banner, `The access token ${token.id} of identity store d-`)
    t.match(first.banner, /expires in 90 days, on 20\d\d-\d\d-\d\d\. Create a second token/)
    t.equal(first.items[0].state, 'expiring')
    const sent = ({ items }: typeof first) =>
      items[0].reminders.filter(({ sent }: { sent: boolean }) => sent).length
    t.equal(sent(first), 1)
    await setDaysLeft(59.5)
    t.equal(sent(await reminders()), 6)
    await setDaysLeft(1)
    t.equal(sent(await reminders()), 36)
    t.match((await reminders()).banner, 'expires in 1 day, on')
    const listed = await command(['token', 'list', ...flags])
    t.match(listed.out, / {2}expiring {2}1 +20/)
    t.match(listed.error, /expires in 1 day/)
    const shown = await command(['token', 'reminders', ...flags])
    t.equal(shown.out.trimEnd().split('\n').length, 37)
    t.match(shown.out, /^TOKEN +TIME +DAYS LEFT +SENT\n/)
    t.same(
      JSON.parse((await command(['token', 'reminders', '--json', ...flags])).out),
      await reminders(),
    )
  })

  await t.test('is accepted until the moment of its expiry', async (t) => {
    await setDaysLeft(0.001)
    t.equal((await scim('GET', '/Users')).status, 200)
    await setDaysLeft(0)
    t.equal((await scim('GET', '/Users')).status, 401)
    t.match((await reminders()).banner, /expired on 20\S+\. Requests with it are refused/)
    const [expired] = (await ask(`${store}/tokens`)).json.items
    expectParts(t, expired, { state: 'expired', daysLeft: 0 })
  })

  await t.test('shows when it was last used, also after the clock was moved back', async (t) => {
    await setClock({})
    t.equal((await scim('GET', '/Users')).status, 200)
    const [used] = (await ask(`${store}/tokens`)).json.items
    t.ok(Math.abs(Date.parse(used.lastUsedAt) - Date.now()) < 60_000)
  })
})

t.test('a server warns of expiring tokens at its start', async (t) => {
  const dataDir = temporaryFolder(t)
  const first = await serveProgram(t, ['--data-dir', dataDir, '--allow-clock'])
  t.notMatch(first.output.stderr, 'The access token')
  const flags = ['--admin-url', first.ready.adminUrl, '--admin-token', first.ready.adminToken ?? '']
  await command(['clock', 'move', '300d', '--behind', ...flags])
  const made = await command(['store', 'create', '--json', ...flags])
  const { token } = JSON.parse(made.out)
  await first.stop()

  const second = await serveProgram(t, ['--data-dir', dataDir])
  const { stderr } = await second.stop()
  const warnings = stderr.split('\n').filter((line) => line.startsWith('The access token'))
  t.equal(warnings.length, 1)
  t.match(warnings[0], `The access token ${token.id} of`)
  t.match(warnings[0], / expires in 6[45] days, on /)
})
