import t from 'tap'
import { identityProviders } from '../../../src/http/console/shared/identity-providers.ts'
import { signedIn } from '../../helpers/console.ts'
import { expectParts } from '../../helpers/expect-parts.ts'
import { startTestServer } from '../../helpers/server.ts'

const { adminUrl, adminToken, endpoint, identityStoreId, scim, token } = await startTestServer(t)
const visitor = await signedIn(adminUrl, adminToken ?? '')
const path = `/stores/${identityStoreId}/provisioning`

/** The text of a page, without tags. */
const read = async (where = path) => {
  const { text } = await visitor.get(where)
  return text.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
}
const tokenIds = async () => {
  const { text } = await visitor.get(path)
  return Array.from(text.matchAll(/id="delete-([0-9a-f-]{36})"/g), ([, id]) => id ?? '')
}
const statusOf = async (accessToken: string) =>
  (await scim('GET', '/Users', undefined, { authorization: `Bearer ${accessToken}` })).status

t.test('the page shows the settings for each identity provider', async (t) => {
  const text = await read()
  t.ok(text.includes(endpoint))
  t.match(text, 'Valid for 365 days')
  t.notOk((await visitor.get(path)).text.includes(token), 'the token is not shown again')
  for (const { name, fields } of identityProviders) {
    t.ok(text.includes(name))
    for (const { label } of fields) t.ok(text.includes(label), `${name}: ${label}`)
  }
  t.match(text, 'ssosync requires an https URL.')
  t.match(text, 'Okta connects from the internet and cannot reach this URL.')
})

t.test('a token is rotated without a rejected request', async (t) => {
  const [older = ''] = await tokenIds()
  expectParts(t, await visitor.get(path), { text: /id="rotation-generate" class="now"/ })
  const { status, text, headers } = await visitor.post(`${path}/create-token`)
  t.equal(status, 200)
  t.equal(headers.get('cache-control'), 'no-store')
  const newer = /<code>([^<]{500,620})<\/code>/.exec(text)?.[1] ?? ''
  t.ok(text.split(newer).length > identityProviders.length, 'each provider has it for copying')
  t.same([await statusOf(token)], [200])
  const before = (await visitor.get(path)).text
  t.match(before, /id="rotation-switch" class="now"/)
  t.match(before, 'Last use of the newer token')
  t.match(before, /<span id="rotation-newer-[^"]+" data-live="content">never<\/span>/)
  t.notOk(before.includes(newer), 'it is shown only once')

  t.equal(await statusOf(newer), 200)
  const after = (await visitor.get(path)).text
  t.match(after, /id="rotation-test" class="done"/)
  t.match(after, /id="rotation-delete" class="now"/)
  t.match(after, 'The newer token works.')

  t.equal((await visitor.post(`${path}/create-token`)).status, 409)

  for (const confirm of ['', 'delete', 'DISABLE', 'DELETE it']) {
    const refused = await visitor.post(`${path}/delete-token`, { token: older, confirm })
    t.equal(refused.status, 400)
    t.match(refused.text, 'Nothing was changed. Type DELETE to confirm.')
  }
  t.equal(await statusOf(token), 200)
  const deleted = await visitor.post(`${path}/delete-token`, { token: older, confirm: 'DELETE' })
  t.same([deleted.status, deleted.headers.get('location')], [303, `${path}?notice=deleted`])
  t.match(await read(`${path}?notice=deleted`), 'The access token was deleted.')
  t.same([await statusOf(token), await statusOf(newer)], [401, 200])
})

t.test('provisioning is disabled and enabled as in the user guide', async (t) => {
  const refused = await visitor.post(`${path}/disable`, { confirm: 'DISABLE' })
  t.equal(refused.status, 409)
  t.match(refused.text, 'still has 1 valid access token')
  for (const id of await tokenIds()) {
    await visitor.post(`${path}/delete-token`, { token: id, confirm: 'DELETE' })
  }
  t.match(await read(), 'No access tokens. The identity provider cannot connect.')
  t.equal((await visitor.post(`${path}/disable`, { confirm: 'disable' })).status, 400)
  t.equal((await visitor.post(`${path}/disable`, { confirm: 'DISABLE' })).status, 303)
  const disabled = await read()
  t.match(disabled, 'Automatic provisioning is disabled')
  t.notOk(disabled.includes(endpoint))

  const enabled = await visitor.post(`${path}/enable`)
  const fresh = /<code>(http[^<]+\/scim\/v2)<\/code>/.exec(enabled.text)?.[1] ?? ''
  t.ok(fresh !== '' && fresh !== endpoint, 'the endpoint is different')
  const again = await visitor.post(`${path}/enable`)
  t.same([again.status, again.headers.get('location')], [303, `${path}?notice=enabled`])
})

t.test('unknown pages and tokens are 404', async (t) => {
  for (const where of ['/stores/d-0000000000', '/stores/x/provisioning', '/stores/a/b/c']) {
    const { status, text } = await visitor.get(where)
    t.equal(status, 404)
    t.match(text, '<h1>Not Found</h1>')
  }
  const absent = { token: '00000000-0000-4000-8000-000000000000', confirm: 'DELETE' }
  t.equal((await visitor.post(`${path}/delete-token`, absent)).status, 404)
  t.notMatch(await read(`${path}?notice=constructor`), 'function')
  t.notMatch(await read(`${path}?notice=<b>x</b>`), 'x</b>')
})
