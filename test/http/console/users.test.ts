import t, { type Test } from 'tap'
import { signedIn, visitorOf } from '../../helpers/console.ts'
import { handOf, person } from '../../helpers/manual-changes.ts'
import { startTestServer } from '../../helpers/server.ts'

const server = await startTestServer(t)
const { adminUrl: url, identityStoreId: id, scim } = server
const visitor = await signedIn(url, server.adminToken ?? '')
const hand = handOf(server)
const base = `/stores/${id}`

const has = (t: Test, text: string, wanted: string | RegExp, why = '') =>
  t.ok(typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text), `${wanted} ${why}`)
const hasNot = (t: Test, text: string, wanted: string | RegExp, why = '') =>
  t.notOk(
    typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text),
    `${wanted} ${why}`,
  )
const goneTo = ({ status, headers }: { status: number; headers: Headers }) => [
  status,
  headers.get('location'),
]

const filled = (name: string, more: Record<string, string> = {}) => ({
  userName: `${name}@example.com`,
  'emails.value': `${name}@example.com`,
  'name.givenName': name,
  'name.familyName': 'Doe',
  displayName: `${name} Doe`,
  ...more,
})
const userId = async (name: string): Promise<string> =>
  (await hand('GET', `/users?query=${name}`)).json.items[0]?.userId

t.test('a user is added by hand', async (t) => {
  has(t, (await visitor.get(`${base}/users`)).text, 'There is no user yet')
  has(t, (await visitor.get(`${base}/users/new`)).text, 'name="emails.value"')
  const made = await visitor.post(`${base}/users/new/create`, filled('jane', { title: 'Dr' }))
  const jane = await userId('jane')
  t.same(goneTo(made), [303, `${base}/users/${jane}?notice=created`])
  const { text } = await visitor.get(`${base}/users/${jane}?notice=created`)
  has(t, text, 'The user was added.')
  has(t, text, 'jane@example.com')
  has(t, text, '<dd>Dr</dd>')
  has(t, text, 'Enabled')
  has(t, text, ', by an administrator')
  has(t, text, /\$\{path:emails\[primary eq true\]\.value}/)
  has(t, text, /\$\{path:enterprise\.manager\.value}/)
  has(t, text, /data-request-id/, 'its history begins')
  const { items } = (await hand('GET', '/events?origin=manual')).json
  t.match(items[0], { eventName: 'CreateUser', request: { sourceIp: '127.0.0.1' } })
})

t.test('what is refused is said at the field, and what was filled in stays', async (t) => {
  const refused = await visitor.post(`${base}/users/new/create`, {
    ...filled('joe'),
    'emails.value': '',
    title: '<script>alert(1)</script>\u202e',
  })
  t.equal(refused.status, 400)
  const { text } = refused
  has(
    t,
    text,
    /id="field-emails-value-faults"><p>A user that is made or edited by hand has an e-mail/,
  )
  has(t, text, /<input id="field-emails-value"[^>]*aria-invalid="true"/)
  has(t, text, /id="field-title-faults"/)
  has(t, text, 'value="joe@example.com"')
  has(t, text, '&lt;script>')
  hasNot(t, text, '<script>alert')
  has(
    t,
    text,
    /<details class="fold" open><summary>Job/,
    'it is opened where something is wrong in it',
  )

  const taken = await visitor.post(`${base}/users/new/create`, filled('JANE'))
  t.equal(taken.status, 409)
  has(t, taken.text, /id="field-userName-faults"><p>No two users have one user name/)
  t.equal((await visitor.post(`${base}/users/new/create`, {})).status, 400)
})

t.test('a user is edited, disabled, enabled and deleted', async (t) => {
  const jane = await userId('jane')
  const page = `${base}/users/${jane}`
  const edit = await visitor.get(`${page}/edit`)
  has(t, edit.text, /name="userName"[^>]*readonly/i)
  has(t, edit.text, 'value="Dr"')
  const save = (more: Record<string, string>) => visitor.post(`${page}/edit/save`, more)
  t.same(goneTo(await save(filled('jane', { title: 'Dr' }))), [303, `${page}?notice=unchanged`])
  t.same(goneTo(await save(filled('jane', { title: '', nickName: 'J' }))), [
    303,
    `${page}?notice=saved`,
  ])
  const { resource } = (await hand('GET', `/users/${jane}`)).json
  t.same(
    [resource.title, resource.nickName, resource.userName],
    [undefined, 'J', 'jane@example.com'],
  )
  const renamed = await save({ ...filled('jane'), userName: 'other@example.com' })
  t.equal(renamed.status, 400)
  has(t, renamed.text, /id="field-userName-faults"><p>A user name stays as it is/)
  has(t, renamed.text, `action="${page}/edit/save"`)

  t.same(goneTo(await visitor.post(`${page}/disable`)), [303, `${page}?notice=disabled`])
  const disabled = await visitor.get(page)
  has(t, disabled.text, 'The memberships of a disabled user are not shown.')
  hasNot(t, disabled.text, `href="${page}/edit"`)
  has(t, (await visitor.get(`${page}/edit`)).text, 'enable it first')
  const late = await save({ displayName: 'Other' })
  t.equal(late.status, 400)
  has(t, late.text, 'The details of a disabled user cannot be edited by hand.')
  t.same(goneTo(await visitor.post(`${page}/enable`)), [303, `${page}?notice=enabled`])

  t.equal((await visitor.post(`${page}/delete`)).status, 400, 'the word is to be typed')
  t.equal((await hand('GET', `/users/${jane}`)).status, 200)
  t.same(goneTo(await visitor.post(`${page}/delete`, { confirm: 'DELETE' })), [
    303,
    `${base}/users?notice=deleted`,
  ])
  t.equal((await visitor.get(page)).status, 404)
  t.equal((await visitor.post(`${page}/disable`)).status, 404)
})

t.test('a warning says where the identity provider would overwrite a change', async (t) => {
  const { json } = await scim('POST', '/Users', person('sam', { active: true }))
  for (const path of [`/users/${json.id}`, `/users/${json.id}/edit`]) {
    has(t, (await visitor.get(`${base}${path}`)).text, 'A manual change may not last')
  }
})

t.test('users are searched and paged through, forward and back', async (t) => {
  for (let n = 0; n < 120; n += 1) {
    await hand('POST', '/users', person(`many${String(n).padStart(3, '0')}`))
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
  has(t, (await visitor.get(`${base}/users?query=%3Cb%3E%25`)).text, 'No user is like that.')
  has(t, (await visitor.get(`${base}/users`)).text, /<h2>12\d in all<\/h2>/)
  t.equal((await visitor.get(`${base}/users?cursor=x`)).status, 400)
})

t.test('a nameID is asked about', async (t) => {
  const ask = async (nameId: string, path = '/users') =>
    (await visitor.get(`${base}${path}?${new URLSearchParams({ nameId })}`)).text
  has(t, await ask('many001@example.com'), 'It does.')
  has(t, await ask('MANY001@example.com'), 'upper and lower case differ')
  has(t, await ask('<script>alert(1)</script>'), 'It does not.')
  hasNot(t, await ask('<script>alert(1)</script>'), '<script>alert')
  const other = `/users/${await userId('many002')}`
  has(t, await ask('many001@example.com', other), 'It finds somebody else.')
  has(t, await ask('many002@example.com', other), 'It does.')
})

t.test('hostile names are shown as what they are', async (t) => {
  const rules = { characters: 'off', 'attribute-forbidden-characters': 'off' }
  await hand('PUT', '/settings', { rules })
  const hostile = '"><img src=x onerror=alert(1)><script>alert(1)</script>\u202e'
  const made = await hand('POST', '/users', person('eve', { displayName: hostile, title: hostile }))
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
  await hand('PUT', '/settings', {})
})

t.test('nothing is done without a session, or by a form of somebody else', async (t) => {
  const one = await userId('many003')
  for (const path of ['/users/new/create', `/users/${one}/disable`, `/users/${one}/delete`]) {
    const fields = { ...filled('mallory'), confirm: 'DELETE' }
    t.equal((await visitorOf(url).post(`${base}${path}`, fields)).status, 401)
    t.equal((await visitor.post(`${base}${path}`, { ...fields, 'form-token': 'x' })).status, 403)
    const foreign = { origin: 'http://evil.example' }
    t.equal((await visitor.post(`${base}${path}`, fields, foreign)).status, 403)
  }
  t.match((await hand('GET', `/users/${one}`)).json, { enabled: true })
  t.equal(await userId('mallory'), undefined)
})

t.test('of another store nothing is shown', async (t) => {
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
