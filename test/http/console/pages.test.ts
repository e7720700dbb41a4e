import t from 'tap'
import { ruleBook } from '../../../src/identity-center/rules/rule-book.ts'
import { storeSettings } from '../../../src/identity-center/settings.ts'
import { signedIn } from '../../helpers/console.ts'
import { startTestServer } from '../../helpers/server.ts'

const { adminUrl, adminToken, identityStoreId, scim } = await startTestServer(t)
const visitor = await signedIn(adminUrl, adminToken ?? '')
const base = `/stores/${identityStoreId}`

const settingsNow = async () => {
  const response = await fetch(`${adminUrl}/api/v1/identity-stores/${identityStoreId}/settings`, {
    headers: { authorization: `Bearer ${adminToken}` },
  })
  return response.json()
}
const ann = {
  userName: 'ann',
  displayName: 'Ann <Doe>',
  name: { givenName: 'Ann', familyName: 'Doe' },
  emails: [{ value: 'ann@example.com', primary: true }],
}
const names = async () => {
  const { json } = await scim('GET', '/Users')
  return json.Resources.map((user: { userName: string }) => user.userName)
}

t.test('every setting has a field and is saved', async (t) => {
  const { text } = await visitor.get(`${base}/settings`)
  for (const name of Object.keys(storeSettings)) t.ok(text.includes(`name="${name}"`), name)
  const filled = {
    asOf: '2024-04-26',
    strict: 'true',
    throttling: '2021',
    'quotas.users': '7',
    errorDetail: 'explained',
    'events.days': '3',
    'events.bodyBytes': '',
  }
  const saved = await visitor.post(`${base}/settings/save`, filled)
  t.same([saved.status, saved.headers.get('location')], [303, `${base}/settings?notice=saved`])
  t.same(await settingsNow(), {
    asOf: '2024-04-26',
    strict: true,
    throttling: '2021',
    quotas: { users: 7 },
    errorDetail: 'explained',
    events: { days: 3 },
  })
  const shown = (await visitor.get(`${base}/settings`)).text
  t.match(shown, 'value="2024-04-26"')
  t.match(shown, /<option (?:value="2021" selected|selected value="2021")/)

  const wrong = await visitor.post(`${base}/settings/save`, { ...filled, 'events.days': '"><b>' })
  t.equal(wrong.status, 400)
  t.match(wrong.text, 'events.days is a whole number from 1 to 3650.')
  t.match(wrong.text, 'value="&quot;>&lt;b>"', 'the submitted value stays in the form')
  t.equal((await settingsNow()).events.days, 3)

  await visitor.post(`${base}/settings/save`, {})
  t.same(await settingsNow(), {})
})

t.test('a changed rule applies to the next request', async (t) => {
  const { text } = await visitor.get(`${base}/rules`)
  const readable = text
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
  for (const { id, summary } of ruleBook) {
    t.ok(text.includes(`id="${id}"`), id)
    t.ok(readable.includes(summary.replaceAll('`', '')), summary)
  }
  t.equal((await scim('POST', '/Users', ann)).status, 400)
  const rule = 'attribute-forbidden-characters'
  t.ok(ruleBook.some(({ id }) => id === rule))
  t.equal((await visitor.post(`${base}/rules/save`, { [rule]: 'warn' })).status, 303)
  t.same(await settingsNow(), { rules: { [rule]: 'warn' } })
  t.match((await visitor.get(`${base}/rules`)).text, 'current: warn')
  t.equal((await scim('POST', '/Users', ann)).status, 201)
  t.equal((await visitor.post(`${base}/rules/save`, { [rule]: 'sometimes' })).status, 400)
  t.equal((await visitor.post(`${base}/rules/save`)).status, 303)
  t.same(await settingsNow(), {})
})

t.test('an access key is created, shown once, and deleted', async (t) => {
  const made = await visitor.post(`${base}/access-keys/create`)
  t.equal(made.status, 200)
  const [, id = ''] = /AWS_ACCESS_KEY_ID=(\w+)/.exec(made.text) ?? []
  const [, secret = ''] = /AWS_SECRET_ACCESS_KEY=(\S+)/.exec(made.text) ?? []
  t.match(made.text, `AWS_ENDPOINT_URL_IDENTITYSTORE=${adminUrl}`)
  const listed = (await visitor.get(`${base}/access-keys`)).text
  t.ok(listed.includes(id) && id.length > 10)
  t.notOk(listed.includes(secret))
  const unsure = await visitor.post(`${base}/access-keys/delete`, { key: id, confirm: 'yes' })
  t.equal(unsure.status, 400)
  const fields = { key: id, confirm: 'DELETE' }
  t.equal((await visitor.post(`${base}/access-keys/delete`, fields)).status, 303)
  t.notOk((await visitor.get(`${base}/access-keys`)).text.includes(id))
})

t.test('a snapshot is saved, and restored after a reset', async (t) => {
  t.same(await names(), ['ann'])
  const file = await visitor.get(`${base}/snapshot/file`)
  t.equal(file.status, 200)
  t.equal(
    file.headers.get('content-disposition'),
    `attachment; filename="${identityStoreId}.ndjson"`,
  )
  t.equal((await visitor.post(`${base}/snapshot/reset`, { confirm: 'reset' })).status, 400)
  t.same(await names(), ['ann'])
  t.equal((await visitor.post(`${base}/snapshot/reset`, { confirm: 'RESET' })).status, 303)
  t.same(await names(), [])

  const restore = `${base}/snapshot/restore`
  const confirm = 'RESTORE'
  for (const [fields, content, status] of [
    [{ confirm: 'restore' }, file.text, 400],
    [{ confirm, 'form-token': 'wrong' }, file.text, 403],
    [{ confirm }, 'no snapshot', 400],
    [{ confirm }, file.text.slice(0, -20), 400],
  ] as const) {
    t.equal((await visitor.postFile(restore, fields, content)).status, status)
    t.same(await names(), [])
  }
  t.equal((await visitor.post(restore, { confirm })).status, 403, 'a form without a file')
  const restored = await visitor.postFile(restore, { confirm }, file.text)
  t.same(
    [restored.status, restored.headers.get('location')],
    [303, `${base}/snapshot?notice=restored`],
  )
  t.same(await names(), ['ann'])
})

t.test('a store is created and deleted', async (t) => {
  const made = await visitor.post('/stores/create')
  const [, id = ''] = /href="\/stores\/(d-[0-9a-f]{10})\/provisioning"/.exec(made.text) ?? []
  t.not(id, identityStoreId)
  t.equal((await visitor.get(`/stores/${id}`)).status, 200)
  t.equal((await visitor.post('/stores/delete', { store: id, confirm: '' })).status, 400)
  const { status } = await visitor.post('/stores/delete', { store: id, confirm: 'DELETE' })
  t.equal(status, 303)
  t.equal((await visitor.get(`/stores/${id}`)).status, 404)
})
