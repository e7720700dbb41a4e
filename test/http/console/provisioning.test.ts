import t from 'tap'
import { identityProviders } from '../../../src/http/console/shared/identity-providers.ts'
import { signedIn } from '../../helpers/console.ts'
import { startTestServer } from '../../helpers/server.ts'

const { adminUrl, adminToken, endpoint, identityStoreId, scim, token } = await startTestServer(t)
const visitor = await signedIn(adminUrl, adminToken ?? '')
const path = `/stores/${identityStoreId}/provisioning`

/** A page as somebody reads it, without its tags. */
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

t.test('the page says where to connect, at each identity provider', async (t) => {
  const text = await read()
  t.ok(text.includes(endpoint))
  t.match(text, 'Valid for 365 days')
  t.notOk((await visitor.get(path)).text.includes(token), 'the token is not known any more')
  for (const { name, fields } of identityProviders) {
    t.ok(text.includes(name))
    for (const { label } of fields) t.ok(text.includes(label), `${name}: ${label}`)
  }
  t.match(text, 'ssosync refuses an address that does not begin with https')
  t.match(text, 'Okta calls from the internet, where this address leads nowhere')
})

t.test('a token is rotated without anybody being refused', async (t) => {
  const [older = ''] = await tokenIds()
  t.match(await visitor.get(path), { text: /id="rotation-generate" class="now"/ })
  const { status, text, headers } = await visitor.post(`${path}/create-token`)
  t.equal(status, 200)
  t.equal(headers.get('cache-control'), 'no-store')
  const newer = /<code>([^<]{500,620})<\/code>/.exec(text)?.[1] ?? ''
  t.ok(text.split(newer).length > identityProviders.length, 'each provider has it ready to copy')
  t.same([await statusOf(token)], [200])
  const before = (await visitor.get(path)).text
  t.match(before, /id="rotation-switch" class="now"/)
  t.match(before, 'not used yet')
  t.notOk(before.includes(newer), 'it is shown once')

  t.equal(await statusOf(newer), 200)
  const after = (await visitor.get(path)).text
  t.match(after, /id="rotation-test" class="done"/)
  t.match(after, /id="rotation-delete" class="now"/)
  t.match(after, 'The newer token works.')

  t.equal((await visitor.post(`${path}/create-token`)).status, 409)

  for (const confirm of ['', 'delete', 'DISABLE', 'DELETE it']) {
    const refused = await visitor.post(`${path}/delete-token`, { token: older, confirm })
    t.equal(refused.status, 400)
    t.match(refused.text, 'Nothing was changed: type DELETE to confirm this.')
  }
  t.equal(await statusOf(token), 200)
  const deleted = await visitor.post(`${path}/delete-token`, { token: older, confirm: 'DELETE' })
  t.same([deleted.status, deleted.headers.get('location')], [303, `${path}?notice=deleted`])
  t.match(await read(`${path}?notice=deleted`), 'The access token was deleted.')
  t.same([await statusOf(token), await statusOf(newer)], [401, 200])
})

t.test('provisioning is disabled and enabled as the guide says', async (t) => {
  const refused = await visitor.post(`${path}/disable`, { confirm: 'DISABLE' })
  t.equal(refused.status, 409)
  t.match(refused.text, 'still has 1 live access token')
  for (const id of await tokenIds()) {
    await visitor.post(`${path}/delete-token`, { token: id, confirm: 'DELETE' })
  }
  t.match(await read(), 'There is none, so nobody gets in.')
  t.equal((await visitor.post(`${path}/disable`, { confirm: 'disable' })).status, 400)
  t.equal((await visitor.post(`${path}/disable`, { confirm: 'DISABLE' })).status, 303)
  const disabled = await read()
  t.match(disabled, 'Automatic provisioning is disabled')
  t.notOk(disabled.includes(endpoint))

  const enabled = await visitor.post(`${path}/enable`)
  const fresh = /<code>(http[^<]+\/scim\/v2)<\/code>/.exec(enabled.text)?.[1] ?? ''
  t.ok(fresh !== '' && fresh !== endpoint, 'the endpoint is another one')
  const again = await visitor.post(`${path}/enable`)
  t.same([again.status, again.headers.get('location')], [303, `${path}?notice=enabled`])
})

t.test('what is not there is said to be not there', async (t) => {
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
