import { pino } from 'pino'
import t, { type Test } from 'tap'
import { startServer } from '../../src/app.ts'
import { readServeConfig } from '../../src/config.ts'
import { type Settings, startIdentityCenter } from '../../src/index.ts'
import { signedIn } from '../helpers/console.ts'
import { lastingDatabase } from '../helpers/database.ts'
import { expectParts } from '../helpers/expect-parts.ts'
import { command } from '../helpers/fake-terminal.ts'
import { manualClient, person } from '../helpers/manual-changes.ts'
import { rawSql } from '../helpers/raw-sql.ts'
import { withoutChecksum } from '../helpers/snapshots.ts'

/* Names of version 0.1 that have changed: rule ids, and the origin `hand`. All of them are accepted until 1.0. */

const place = await lastingDatabase(t)
const adminToken = 'admin-token-of-former-names'
const start = async () => {
  const environment = { SCIM_ADMIN_TOKEN: adminToken }
  const config = readServeConfig({ ...place, port: '0', adminPort: '0' }, environment)
  const { ready, close } = await startServer(config, {
    logger: pino({ level: 'silent' }),
    notice: () => {},
  })
  const { adminUrl, identityStoreId } = ready
  const store = { adminUrl, adminToken, identityStoreId: identityStoreId ?? '' }
  const flags = ['--admin-url', adminUrl, '--admin-token', adminToken]
  return { ...store, close, flags, admin: manualClient(store) }
}
type Started = Awaited<ReturnType<typeof start>>

/** A user that the rule manual-email-required refuses. */
const withoutEmail = (name: string) => ({ ...person(name), emails: undefined })

const oldSettings = { rules: { 'hand-email': 'off', 'put-id': 'off' } }
const newSettings = { rules: { 'manual-email-required': 'off', 'put-id-matches': 'off' } }

/** What a server of version 0.1 leaves, or writes while it still runs. */
const writeAsBefore = `
  update identity_stores set settings = '${JSON.stringify(oldSettings)}';
  update events set
    origin = case origin when 'manual' then 'hand' else origin end,
    findings = replace(findings, 'manual-email-required', 'hand-email'),
    rule_ids = array_replace(rule_ids, 'manual-email-required', 'hand-email');
  update users set created_by = 'hand', updated_by = 'hand' where created_by = 'manual';
  update groups set updated_by = 'hand' where created_by = 'manual' and updated_by = 'manual';
  update memberships set created_by = 'hand' where created_by = 'manual'`

/** Has the migration run again. */
const unmigrate = `${writeAsBefore};
  delete from kysely_migration where name = '0005-manual-origin'`

const originsIn = async () => {
  const rows = await rawSql(
    place,
    `select 'event' as what, origin from events
     union all select 'user', created_by || ' ' || updated_by from users
     union all select 'group', created_by || ' ' || updated_by from groups
     union all select 'membership', created_by from memberships`,
  )
  return [...new Set(rows.map(({ what, origin }) => `${what} ${origin}`))].sort()
}

let refusedId = ''
let acceptedId = ''

t.test('a store is written', async (t) => {
  const server = await start()
  const { admin } = server
  const refused = await admin('POST', '/users', withoutEmail('eve'))
  t.equal(refused.status, 400)
  refusedId = refused.requestId ?? ''
  const { json: user, requestId } = await admin('POST', '/users', person('ada'))
  acceptedId = requestId ?? ''
  const { json: group } = await admin('POST', '/groups', { displayName: 'Crew' })
  const added = await admin('POST', `/groups/${group.groupId}/members`, { userIds: [user.userId] })
  t.equal(added.status, 204)
  await server.close()
})

/** What holds of a store that a server of version 0.1 has written, or writes to. */
const readers = async (t: Test, { adminUrl, identityStoreId, flags, admin }: Started) => {
  t.same((await admin('GET', '/settings')).json, newSettings)

  for (const rule of ['hand-email', 'manual-email-required']) {
    const { json } = await admin('GET', `/events?rule=${rule}`)
    t.same(
      json.items.map((each: { requestId: string }) => each.requestId),
      [refusedId],
      rule,
    )
    expectParts(t, json.items[0].findings, [{ ruleId: 'manual-email-required' }])
    t.equal(json.items[0].origin, 'manual')
    const asked = ['events', '--rule', rule, '--origin', 'hand', '--json']
    const { code, out } = await command([...asked, ...flags])
    t.equal(code, 0)
    t.equal(JSON.parse(out).items.length, 1)
    t.match(out, '"ruleId":"manual-email-required"')
    t.notMatch(out, 'hand-email')
  }
  for (const origin of ['hand', 'manual']) {
    const { json } = await admin('GET', `/events?origin=${origin}&name=ada@example.com`)
    expectParts(t, json.items, [{ requestId: acceptedId, origin: 'manual' }], origin)
  }
  const trail = (await admin('GET', `/events/${refusedId}?format=cloudtrail`)).json
  expectParts(t, trail, { eventSource: 'sso-directory.amazonaws.com', eventName: 'CreateUser' })

  const { json: users } = await admin('GET', '/users')
  expectParts(t, users.items, [{ userName: 'ada@example.com', createdBy: 'manual' }])
  const { json: user } = await admin('GET', `/users/${users.items[0].userId}`)
  expectParts(t, user, { createdBy: 'manual', updatedBy: 'manual' })
  const { json: groups } = await admin('GET', '/groups')
  expectParts(t, groups.items, [{ displayName: 'Crew', createdBy: 'manual' }])

  const visitor = await signedIn(adminUrl, adminToken)
  const base = `/stores/${identityStoreId}`
  const list = (await visitor.get(`${base}/events?rule=hand-email&origin=hand`)).text
  t.match(list, refusedId)
  t.match(list, 'value="manual-email-required"', 'the form shows the id of today')
  t.match(list, '<option value="manual" selected>')
  t.match((await visitor.get(`${base}/rules`)).text, 'id="hand-email"', 'an old link leads there')
}

t.test('a store of version 0.1 is migrated', async (t) => {
  await rawSql(place, unmigrate)
  const server = await start()
  const { admin } = server
  await readers(t, server)
  const accepted = await admin('POST', '/users', withoutEmail('bob'))
  t.equal(accepted.status, 201, 'the rule is still off')
  t.equal((await admin('DELETE', `/users/${accepted.json.userId}`)).status, 204)
  await server.close()
  t.same(await originsIn(), [
    'event manual',
    'group manual manual',
    'membership manual',
    'user manual manual',
  ])
})

t.test('a server of version 0.1 still writes', async (t) => {
  await rawSql(place, writeAsBefore)
  t.same(await originsIn(), [
    'event hand',
    'group manual hand',
    'membership hand',
    'user hand hand',
  ])
  const server = await start()
  await readers(t, server)
  await server.close()
})

t.test('settings, imports of them and snapshots', async (t) => {
  const server = await start()
  const { admin } = server
  t.teardown(() => server.close())
  const both = { rules: { 'manual-email-required': 'warn', 'hand-email': 'off' } }
  const one = { rules: { 'manual-email-required': 'warn' } }

  t.same((await admin('PUT', '/settings', oldSettings)).json, newSettings)
  t.same((await admin('PUT', '/settings', both)).json, one, 'the id of today wins')
  const changed = await admin('PATCH', '/settings', { rules: { 'hand-email': 'off' } })
  t.same(changed.json, { rules: { 'manual-email-required': 'off' } })
  const removed = await admin('PATCH', '/settings', { rules: { 'hand-email': null } })
  t.same(removed.json, {})
  const wrong = await admin('PUT', '/settings', { rules: { 'hand-email': 'loud' } })
  t.equal(wrong.json.detail, 'The rule manual-email-required is set to refuse, warn or off.')
  await admin('PUT', '/settings', oldSettings)

  const at = server.flags
  const unset = await command(['settings', 'unset', 'rules.hand-email', 'rules.put-id', ...at])
  t.same([unset.code, unset.out], [0, '{}\n'])
  const set = await command(['settings', 'set', 'rules.hand-email=off', ...at])
  t.same(JSON.parse(set.out), { rules: { 'manual-email-required': 'off' } })

  const taken = await command(['snapshot', 'save', '-', ...at])
  t.match(taken.out, '"version":2')
  t.match(taken.out, '"createdBy":"manual"')
  const old = withoutChecksum(taken.out)
    .replace('"version":2', '"version":1')
    .replaceAll('manual-email-required', 'hand-email')
    .replaceAll('"manual"', '"hand"')
  t.match(old, '"createdBy":"hand","updatedAt"')
  const restored = await command(['snapshot', 'restore', '-', '--yes', ...at], old)
  t.equal(restored.code, 0, restored.error)
  t.same((await admin('GET', '/settings')).json, { rules: { 'manual-email-required': 'off' } })
  const { json: users } = await admin('GET', '/users')
  expectParts(t, users.items, [{ userName: 'ada@example.com', createdBy: 'manual' }])
})

t.test('questions: explain and check', async (t) => {
  const server = await start()
  const { admin } = server
  t.teardown(() => server.close())
  await admin('PUT', '/settings', {})
  const resource = { ...person('zoe'), emails: [{ value: 'zoe@example.com', type: 'work' }], x: 1 }
  const request = { method: 'POST', path: '/Users', body: JSON.stringify(resource) }
  const ask = (id: string) =>
    admin('POST', '/explain', { request, settings: { rules: { [id]: 'off' } } })
  const former = await ask('unknown-attribute')
  const today = await ask('attribute-known')
  t.same(former.json.findings, today.json.findings)
  t.notSame(former.json.findings, (await admin('POST', '/explain', { request })).json.findings)

  const check = async (...rulesOff: string[]) =>
    (await admin('POST', '/check', { type: 'User', resources: [resource], rulesOff })).json
  t.same(await check('unknown-attribute'), await check('attribute-known'))
  t.notSame(await check('unknown-attribute'), await check())
})

t.test('the library accepts former rule ids', async (t) => {
  const server = await startIdentityCenter({ settings: oldSettings as Settings })
  t.teardown(() => server.close())
  const admin = manualClient(server)
  t.same((await admin('GET', '/settings')).json, newSettings)
  await server.configure({ rules: { 'hand-email': 'warn' } })
  t.same((await admin('GET', '/settings')).json, { rules: { 'manual-email-required': 'warn' } })
})
