import t from 'tap'
import { fieldError, has, hasNot, redirectOf, signedIn, visitorOf } from '../../helpers/console.ts'
import { expectParts } from '../../helpers/expect-parts.ts'
import { manualClient, person } from '../../helpers/manual-changes.ts'
import { startTestServer } from '../../helpers/server.ts'

const server = await startTestServer(t)
const { adminUrl: url, identityStoreId: id, scim } = server
const visitor = await signedIn(url, server.adminToken ?? '')
const manual = manualClient(server)
const base = `/stores/${id}`

const formFields = (name: string, more: Record<string, string> = {}) => ({
  userName: `${name}@example.com`,
  'emails.value': `${name}@example.com`,
  'name.givenName': name,
  'name.familyName': 'Doe',
  displayName: `${name} Doe`,
  ...more,
})
const userId = async (name: string): Promise<string> =>
  (await manual('GET', `/users?query=${name}`)).json.items[0]?.userId

t.test('a user is added', async (t) => {
  has(t, (await visitor.get(`${base}/users`)).text, 'No users yet.')
  has(t, (await visitor.get(`${base}/users/new`)).text, 'name="emails.value"')
  const made = await visitor.post(`${base}/users/new/create`, formFields('jane', { title: 'Dr' }))
  const jane = await userId('jane')
  t.same(redirectOf(made), [303, `${base}/users/${jane}?notice=created`])
  const { text } = await visitor.get(`${base}/users/${jane}?notice=created`)
  has(t, text, 'The user was added.')
  has(t, text, 'jane@example.com')
  has(t, text, '<dd>Dr</dd>')
  has(t, text, 'Enabled')
  has(t, text, ', by an administrator')
  has(t, text, /\$\{path:emails\[primary eq true\]\.value}/)
  has(t, text, /\$\{path:enterprise\.manager\.value}/)
  has(t, text, /data-request-id/, 'its history has an event')
  const { items } = (await manual('GET', '/events?origin=manual')).json
  expectParts(t, items[0], { eventName: 'CreateUser', request: { sourceIp: '127.0.0.1' } })
})

t.test('refusals are shown at their fields, and submitted values stay', async (t) => {
  const refused = await visitor.post(`${base}/users/new/create`, {
    ...formFields('joe'),
    'emails.value': '',
    title: '<script>alert(1)</script>\u202e',
  })
  t.equal(refused.status, 400)
  const { text } = refused
  has(t, text, fieldError('emails-value', 'manual-email-required'))
  has(t, text, /<input id="field-emails-value"[^>]*aria-invalid="true"/)
  has(t, text, /id="field-title-errors"/)
  has(t, text, 'value="joe@example.com"')
  has(t, text, '&lt;script>')
  hasNot(t, text, '<script>alert')
  has(
    t,
    text,
    /<details class="fold" open><summary>Job/,
    'a group of fields with errors is expanded',
  )

  const taken = await visitor.post(`${base}/users/new/create`, formFields('JANE'))
  t.equal(taken.status, 409)
  has(t, taken.text, fieldError('userName', 'user-name-unique'))
  t.equal((await visitor.post(`${base}/users/new/create`, {})).status, 400)
})

t.test('a user is edited, disabled, enabled and deleted', async (t) => {
  const jane = await userId('jane')
  const page = `${base}/users/${jane}`
  const edit = await visitor.get(`${page}/edit`)
  has(t, edit.text, /name="userName"[^>]*readonly/i)
  has(t, edit.text, 'value="Dr"')
  const save = (more: Record<string, string>) => visitor.post(`${page}/edit/save`, more)
  t.same(redirectOf(await save(formFields('jane', { title: 'Dr' }))), [
    303,
    `${page}?notice=unchanged`,
  ])
  t.same(redirectOf(await save(formFields('jane', { title: '', nickName: 'J' }))), [
    303,
    `${page}?notice=saved`,
  ])
  const { resource } = (await manual('GET', `/users/${jane}`)).json
  t.same(
    [resource.title, resource.nickName, resource.userName],
    [undefined, 'J', 'jane@example.com'],
  )
  const renamed = await save({ ...formFields('jane'), userName: 'other@example.com' })
  t.equal(renamed.status, 400)
  has(t, renamed.text, fieldError('userName', 'manual-user-name-unchanged'))
  has(t, renamed.text, `action="${page}/edit/save"`)

  t.same(redirectOf(await visitor.post(`${page}/disable`)), [303, `${page}?notice=disabled`])
  const disabled = await visitor.get(page)
  has(t, disabled.text, 'The memberships of a disabled user are not shown.')
  hasNot(t, disabled.text, `href="${page}/edit"`)
  has(t, (await visitor.get(`${page}/edit`)).text, 'Enable the user first.')
  const late = await save({ displayName: 'Other' })
  t.equal(late.status, 400)
  has(t, late.text, '<code class="rule-id">manual-user-enabled</code>')
  t.same(redirectOf(await visitor.post(`${page}/enable`)), [303, `${page}?notice=enabled`])

  t.equal((await visitor.post(`${page}/delete`)).status, 400, 'the word was not typed')
  t.equal((await manual('GET', `/users/${jane}`)).status, 200)
  t.same(redirectOf(await visitor.post(`${page}/delete`, { confirm: 'DELETE' })), [
    303,
    `${base}/users?notice=deleted`,
  ])
  t.equal((await visitor.get(page)).status, 404)
  t.equal((await visitor.post(`${page}/disable`)).status, 404)
})

t.test('a page warns if the identity provider may overwrite a change', async (t) => {
  const { json } = await scim('POST', '/Users', person('sam', { active: true }))
  for (const path of [`/users/${json.id}`, `/users/${json.id}/edit`]) {
    has(t, (await visitor.get(`${base}${path}`)).text, 'A manual change may not last')
  }
})

t.test('users are searched and paged through, forward and back', async (t) => {
  for (let n = 0; n < 120; n += 1) {
    await manual('POST', '/users', person(`many${String(n).padStart(3, '0')}`))
  }
  const names = (text: string) =>
    Array.from(text.matchAll(/>(many\d{3})@example\.com<\/a>/g), ([, name = '']) => name)
  const link = (text: string, rel: string) =>
    new RegExp(`href="([^"]+)" rel="${rel}"`).exec(text)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const first = await visitor.get(`${base}/users?query=MANY`)
  const second = await visitor.get(link(first.text, 'next'))
  const third = await visitor.get(link(second.text, 'next'))
  const all = [first, second, third].flatMap(({ text }) => names(text))
  t.equal(new Set(all).size, 120)
  t.equal(names(third.text).length, 20)
  t.equal(link(third.text, 'next'), '')
  t.equal(link(first.text, 'prev'), '')
  const back = await visitor.get(link(third.text, 'prev'))
  t.same(names(back.text), names(second.text))
  t.same(names((await visitor.get(link(back.text, 'prev'))).text), names(first.text))
  const one = await visitor.get(`${base}/users?query=many007`)
  t.same(names(one.text), ['many007'])
  has(t, one.text, 'value="many007"')
  has(t, (await visitor.get(`${base}/users?query=%3Cb%3E%25`)).text, 'No matching users.')
  has(t, (await visitor.get(`${base}/users`)).text, /<h2>12\d total<\/h2>/)
  t.equal((await visitor.get(`${base}/users?cursor=x`)).status, 400)
})

t.test('a nameID is checked', async (t) => {
  const ask = async (nameId: string, path = '/users') =>
    (await visitor.get(`${base}${path}?${new URLSearchParams({ nameId })}`)).text
  has(t, await ask('many001@example.com'), 'This nameID matches a user.')
  has(t, await ask('MANY001@example.com'), 'upper and lower case differ')
  has(t, await ask('<script>alert(1)</script>'), 'This nameID matches no user.')
  hasNot(t, await ask('<script>alert(1)</script>'), '<script>alert')
  const other = `/users/${await userId('many002')}`
  has(t, await ask('many001@example.com', other), 'This nameID matches another user.')
  has(t, await ask('many002@example.com', other), 'This nameID matches a user.')
})

t.test('hostile names are shown as text', async (t) => {
  const rules = { 'attribute-pattern': 'off', 'attribute-forbidden-characters': 'off' }
  await manual('PUT', '/settings', { rules })
  const hostile = '"><img src=x onerror=alert(1)><script>alert(1)</script>\u202e'
  const made = await manual(
    'POST',
    '/users',
    person('eve', { displayName: hostile, title: hostile }),
  )
  t.equal(made.status, 201)
  for (const path of [
    '/users?query=eve',
    `/users/${made.json.userId}`,
    `/users/${made.json.userId}/edit`,
  ]) {
    const { text, status } = await visitor.get(`${base}${path}`)
    t.equal(status, 200)
    hasNot(t, text, /<img|<script>alert/)
    if (!path.endsWith('/edit')) hasNot(t, text, '\u202e')
  }
  await manual('PUT', '/settings', {})
})

t.test('no action is performed without a session or by a form of another site', async (t) => {
  const one = await userId('many003')
  for (const path of ['/users/new/create', `/users/${one}/disable`, `/users/${one}/delete`]) {
    const fields = { ...formFields('mallory'), confirm: 'DELETE' }
    t.equal((await visitorOf(url).post(`${base}${path}`, fields)).status, 401)
    t.equal((await visitor.post(`${base}${path}`, { ...fields, 'form-token': 'x' })).status, 403)
    const foreign = { origin: 'http://evil.example' }
    t.equal((await visitor.post(`${base}${path}`, fields, foreign)).status, 403)
  }
  expectParts(t, (await manual('GET', `/users/${one}`)).json, { enabled: true })
  t.equal(await userId('mallory'), undefined)
})

t.test('users of another store are not shown', async (t) => {
  const other = await fetch(`${url}/api/v1/identity-stores`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.adminToken}` },
  })
  const { identityStoreId } = await other.json()
  const one = await userId('many004')
  for (const path of ['', '/edit']) {
    t.equal((await visitor.get(`/stores/${identityStoreId}/users/${one}${path}`)).status, 404)
  }
  const { status } = await visitor.post(`/stores/${identityStoreId}/users/${one}/disable`)
  t.equal(status, 404)
  hasNot(t, (await visitor.get(`/stores/${identityStoreId}/users`)).text, 'many004')
})
