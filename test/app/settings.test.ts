import t from 'tap'
import type { Settings } from '../../src/identity-center/settings.ts'
import { adminOf, flagsFor } from '../helpers/administering.ts'
import { testDatabase } from '../helpers/database.ts'
import { expectParts } from '../helpers/expect-parts.ts'
import { command } from '../helpers/fake-terminal.ts'
import { startTestServer } from '../helpers/server.ts'

const user = (userName: string, more: object = {}) => ({
  userName,
  displayName: 'Ann Example',
  name: { givenName: 'Ann', familyName: 'Example' },
  active: true,
  ...more,
})

t.test('the settings of a store take effect with the next request', async (t) => {
  const server = await startTestServer(t, { allowClock: true })
  const { scim, configure, setClock } = server
  const create = (userName: string, more?: object) => scim('POST', '/Users', user(userName, more))

  await t.test('strict: warnings become refusals, except for rules with a level', async (t) => {
    const unknown = { nickname: 'Ann', favouriteColour: 'red' }
    t.equal((await create('warned', unknown)).status, 201)
    await configure({ strict: true })
    const refused = await create('refused@example.com', unknown)
    t.equal(refused.status, 400)
    const event = await adminOf(server)(`/events/${refused.headers.get('x-amzn-requestid')}`)
    t.equal(event.json.findings[0].ruleId, 'attribute-known')
    t.equal((await create('plain@example.com')).status, 201)
    await configure({ strict: true, rules: { 'attribute-known': 'warn' } })
    t.equal((await create('allowed@example.com', unknown)).status, 201)
    await configure({})
  })

  await t.test('throttling: by the chosen rates', async (t) => {
    let second = 0
    /** The number of calls within one second that are not throttled. */
    const passed = async (count: number, call: () => Promise<{ status: number }>) => {
      await setClock({ frozenAt: `2026-12-24T18:00:${String(second++).padStart(2, '0')}Z` })
      const answers = await Promise.all(Array.from({ length: count }, call))
      return answers.filter(({ status }) => status !== 429).length
    }
    const read = () => scim('GET', '/Users')
    const write = () => scim('DELETE', '/Users/00000000-0000-4000-8000-000000000000')
    const both = async () => [await passed(45, read), await passed(45, write)]
    const set = async (settings: Settings) => {
      await configure(settings)
      await scim('GET', '/ServiceProviderConfig') // the first request under new settings is carried out twice
    }
    t.same(await both(), [45, 45])
    await set({ throttling: true })
    t.same(await both(), [40, 25])
    await set({ throttling: '2021' })
    t.same(await both(), [20, 20])
    await set({ throttling: true, asOf: '2021-08-01' })
    t.same(await both(), [20, 20])
    await set({ throttling: 'now', asOf: '2021-08-01' })
    t.same(await both(), [40, 25])
    await configure({})
    await setClock({})
  })

  await t.test('quotas: limit users and groups', async (t) => {
    await server.reset()
    await configure({ quotas: { users: 2, groups: 1 } })
    const statuses = [
      (await create('one')).status,
      (await create('two')).status,
      (await create('three')).status,
      (await scim('POST', '/Groups', { displayName: 'one' })).status,
      (await scim('POST', '/Groups', { displayName: 'two' })).status,
    ]
    t.same(statuses, [201, 201, 400, 201, 400])
    await configure({ quotas: { users: 3 } })
    t.equal((await create('three')).status, 201)
    t.equal((await scim('POST', '/Groups', { displayName: 'two' })).status, 201)
    await configure({})
  })

  await t.test('errorDetail: like AWS, less, or more', async (t) => {
    const refuse = async () =>
      (await create('x', { name: { givenName: 'Ann', familyName: 'Hop\u200bper' } })).json.detail
    t.match(await refuse(), /^1 validation errors detected: Value at 'name\.familyName' failed/)
    await configure({ errorDetail: 'generic' })
    const generic = 'Request is unparsable, syntactically incorrect, or violates schema.'
    t.equal(await refuse(), generic)
    await configure({ errorDetail: 'explained' })
    t.match(
      await refuse(),
      /^1 validation errors detected: .* \[attribute-pattern: name\.familyName "Hop<U\+200B>per .*"\] Text consists of .* Remove the characters/,
    )
    const taken = await create('ONE')
    t.equal(taken.status, 409)
    t.match(
      taken.json.detail,
      /^Refused to create a new, duplicate resource\. \[user-name-unique: userName "ONE"\]/,
    )
    const wrong = await scim('GET', '/Users', undefined, { authorization: 'Bearer wrong' })
    t.match(wrong.json.detail, /^Unauthorized \[bearer-token-valid\]/)
    const event = await adminOf(server)(`/events/${taken.headers.get('x-amzn-requestid')}`)
    t.equal(event.json.errorMessage, 'Duplicate UserName', 'the event has the message of AWS')
    await configure({})
  })
})

t.test('settings are changed individually', async (t) => {
  const server = await startTestServer(t, { settings: { asOf: '2024-04-05', events: { days: 7 } } })
  const url = `${server.adminUrl}/api/v1/identity-stores/${server.identityStoreId}/settings`
  const patch = async (body: unknown, type = 'application/merge-patch+json') => {
    const response = await fetch(url, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${server.adminToken}`, 'content-type': type },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    return { status: response.status, json: JSON.parse(await response.text()) }
  }

  await t.test('over HTTP, by a merge patch (RFC 7396)', async (t) => {
    const changed = { asOf: '2024-04-05', events: { days: 7, count: 500 }, throttling: '2021' }
    t.same(await patch({ throttling: '2021', events: { count: 500 } }), {
      status: 200,
      json: changed,
    })
    t.same(await patch({ asOf: null, events: { days: null } }, 'application/json'), {
      status: 200,
      json: { events: { count: 500 }, throttling: '2021' },
    })
    t.same((await patch({ events: null })).json, { throttling: '2021' })
    t.same((await patch({ rules: { 'put-id-matches': 'off' } })).json.rules, {
      'put-id-matches': 'off',
    })
    t.same((await patch({})).json, { throttling: '2021', rules: { 'put-id-matches': 'off' } })
  })

  await t.test('or not at all, if any value is invalid', async (t) => {
    for (const [body, sentence] of [
      [{ throttling: 'yes' }, /^throttling is true, false, "2021" or "now"\.$/],
      [{ strict: true, colour: 'red' }, /^There is no setting colour\.$/],
      [{ rules: { 'bearer-token-valid': 'off' } }, /cannot be switched/],
      ['[]', /^Settings are a JSON object\.$/],
      ['5', /^Settings are a JSON object\.$/],
      ['null', /^Settings are a JSON object\.$/],
      [`{"quotas":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`, /more than 64 levels deep/],
    ] as const) {
      const { status, json } = await patch(body)
      t.equal(status, 400)
      t.match(json.detail, sentence)
    }
    t.same((await patch({})).json, { throttling: '2021', rules: { 'put-id-matches': 'off' } })
  })

  await t.test('concurrently, without losing a change', async (t) => {
    const ids = [
      'active-present',
      'attribute-known',
      'path-single-slashes',
      'user-agent-required',
      'attribute-pattern',
    ]
    await Promise.all(ids.map((id) => patch({ rules: { [id]: 'off' } })))
    const { rules } = (await patch({})).json
    t.same(Object.keys(rules).sort(), [...ids, 'put-id-matches'].sort())
    await patch({ rules: null })
  })

  await t.test('by commands', async (t) => {
    const settings = (...args: string[]) => command(['settings', ...args, ...flagsFor(server)])
    const set = await settings(
      'set',
      'throttling=now',
      'quotas.users=5',
      'rules.put-id-matches=off',
    )
    t.same(JSON.parse(set.out), {
      throttling: 'now',
      quotas: { users: 5 },
      rules: { 'put-id-matches': 'off' },
    })
    const shown = (await settings('show')).out
    t.match(shown, /^SETTING +VALUE +DEFAULT +MEANING\n/)
    t.match(shown, /^throttling +now +false +answer 429/m)
    t.match(shown, /^quotas\.users +5 /m)
    t.match(shown, /^rules\.put-id-matches +off /m)
    t.same(JSON.parse((await settings('show', '--json')).out).quotas, { users: 5 })
    const unset = await settings(
      'unset',
      'quotas',
      'rules.put-id-matches',
      '--store',
      server.identityStoreId,
    )
    t.same(JSON.parse(unset.out), { throttling: 'now' })
    t.same(JSON.parse((await settings('set', 'throttling=true')).out), { throttling: true })

    const fails = async (args: string[], sentence: RegExp) => {
      const result = await settings(...args)
      expectParts(t, result, { code: 2, out: '', error: sentence })
    }
    await fails(['set', 'throttling=maybe'], /^throttling is true, false, "2021" or "now"\.\n$/)
    await fails(['set', 'quotas.users=many'], /^quotas\.users is a whole number/)
    await fails(['set', 'colour=red'], /^There is no setting colour\.\n$/)
    await fails(
      ['set', 'throttling'],
      /^"throttling" is not a setting\. Pass name=value, such as .*\.\n$/,
    )
    await fails(
      ['unset', 'colour'],
      /^There is no setting colour\. List the settings with `settings show`\.\n$/,
    )
    await fails(['set'], /missing required argument/)
  })

  await t.test('and are described by a schema', async (t) => {
    const { json } = await adminOf(server)('/settings-schema')
    t.same(json.properties.throttling.enum, [true, false, '2021', 'now'])
    t.equal(json.properties.rules.properties['put-id-matches'].default, 'refuse')
  })
})

t.test('throttling counts across the servers of one database', async (t) => {
  const place = await testDatabase(t)
  if (!('databaseUrl' in place)) return // an embedded database has one server
  const options = { ...place, allowClock: true }
  const one = await startTestServer(t, options)
  const other = await startTestServer(t, options)
  await one.configure({ throttling: '2021' })
  for (const { scim } of [one, other]) await scim('GET', '/ServiceProviderConfig')
  for (const server of [one, other]) await server.setClock({ frozenAt: '2026-12-24T18:00:00Z' })
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, index) => (index % 2 === 0 ? one : other).scim('GET', '/Users')),
  )
  t.equal(answers.filter(({ status }) => status === 200).length, 20)
  t.equal(answers.filter(({ status }) => status === 429).length, 10)
})
