import t, { type Test } from 'tap'
import { signedIn } from '../../helpers/console.ts'
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
const groupId = async (name: string): Promise<string> =>
  (await hand('GET', `/groups?query=${name}`)).json.items[0]?.groupId

t.test('a group is created and edited by hand', async (t) => {
  has(t, (await visitor.get(`${base}/groups`)).text, 'There is no group yet')
  const form = { displayName: 'Staff', description: 'One\r\nTwo' }
  const made = await visitor.post(`${base}/groups/new/create`, form)
  const page = `${base}/groups/${await groupId('staff')}`
  t.same(goneTo(made), [303, `${page}?notice=created`])
  const { text } = await visitor.get(page)
  has(t, text, 'One\nTwo')
  has(t, text, 'It has no members that are enabled')
  has(t, (await visitor.get(`${base}/groups?query=STAFF`)).text, 'Staff')

  const edit = await visitor.get(`${page}/edit`)
  has(t, edit.text, 'One\nTwo</textarea>')
  const save = (fields: Record<string, string>) => visitor.post(`${page}/edit/save`, fields)
  t.same(goneTo(await save(form)), [303, `${page}?notice=unchanged`])
  t.same(goneTo(await save({ displayName: 'Crew', description: '' })), [
    303,
    `${page}?notice=saved`,
  ])
  t.match((await hand('GET', `/groups/${await groupId('crew')}`)).json, {
    displayName: 'Crew',
    description: null,
  })
  const long = await save({ displayName: 'Crew', description: 'x'.repeat(1_025) })
  t.equal(long.status, 400)
  has(t, long.text, /id="field-description-faults"><p>The description of a group has 1 to 1,024/)
  has(t, long.text, 'x'.repeat(1_025))
  const nameless = await visitor.post(`${base}/groups/new/create`, { description: 'x' })
  t.equal(nameless.status, 400)
  has(t, nameless.text, /id="field-displayName-faults"/)
  const taken = await visitor.post(`${base}/groups/new/create`, { displayName: 'CREW' })
  t.equal(taken.status, 409)
  has(t, taken.text, /id="field-displayName-faults"><p>No two groups have one display name/)
})

t.test('members are looked for, added and removed', async (t) => {
  const page = `${base}/groups/${await groupId('crew')}`
  const ids: string[] = []
  for (const name of ['ann', 'anna', 'annex']) {
    ids.push((await hand('POST', '/users', person(name))).json.userId)
  }
  const [ann = '', anna = '', annex = ''] = ids
  await hand('PATCH', `/users/${annex}`, { active: false })
  const found = await visitor.get(`${page}?find=ANN`)
  has(t, found.text, `name="userId" value="${ann}"`)
  has(t, found.text, new RegExp(`value="${annex}" disabled`), 'a disabled user cannot be added')

  t.same(goneTo(await visitor.post(`${page}/add`, { userId: ann, find: 'ann' })), [
    303,
    `${page}?find=ann&notice=added`,
  ])
  const members = await visitor.get(`${page}?find=ann`)
  has(t, members.text, `action="${page}/remove"`)
  has(t, members.text, new RegExp(`value="${ann}" disabled`), 'who is in cannot be added')
  has(t, (await visitor.get(`${base}/users/${ann}`)).text, `href="${page}"`)

  const refused = await visitor.post(`${page}/add`, { userId: annex, find: 'ann' })
  t.equal(refused.status, 400)
  has(t, refused.text, 'A disabled user cannot be added to a group by hand.')
  has(t, refused.text, `name="userId" value="${anna}"`, 'what was looked for stays')
  t.equal((await visitor.post(`${page}/add`, { userId: 'nobody' })).status, 404)
  const nobody = await visitor.post(`${page}/add`)
  t.equal(nobody.status, 400)
  has(t, nobody.text, 'Choose whom to add.')

  t.same(goneTo(await visitor.post(`${page}/remove`, { userId: ann })), [
    303,
    `${page}?notice=removed`,
  ])
  const again = await visitor.post(`${page}/remove`, { userId: ann })
  t.equal(again.status, 404)
  has(t, again.text, 'one of its members')
  has(t, (await visitor.get(page)).text, 'RemoveMemberFromGroup')
})

t.test('hostile names are shown as what they are', async (t) => {
  await hand('PUT', '/settings', {
    rules: { characters: 'off', 'attribute-forbidden-characters': 'off' },
  })
  const hostile = '"><img src=x onerror=alert(1)><script>alert(1)</script>\u202e'
  const { json } = await hand('POST', '/groups', { displayName: hostile })
  const eve = (await hand('POST', '/users', person('eve', { displayName: hostile }))).json.userId
  await hand('POST', `/groups/${json.groupId}/members`, { userIds: [eve] })
  for (const path of ['/groups', `/groups/${json.groupId}?find=eve`, `/users/${eve}`]) {
    const { text, status } = await visitor.get(`${base}${path}`)
    t.equal(status, 200)
    hasNot(t, text, /<img|<script>alert|\u202e/)
    has(t, text, '&lt;img')
  }
  await hand('PUT', '/settings', {})
})

t.test('a group is deleted, once the word is typed', async (t) => {
  const page = `${base}/groups/${await groupId('crew')}`
  t.equal((await visitor.post(`${page}/delete`, { confirm: 'delete' })).status, 400)
  t.same(goneTo(await visitor.post(`${page}/delete`, { confirm: 'DELETE' })), [
    303,
    `${base}/groups?notice=deleted`,
  ])
  for (const path of ['', '/edit', '?find=x']) {
    t.equal((await visitor.get(`${page}${path}`)).status, 404)
  }
})

t.test('a warning says where the identity provider would overwrite a change', async (t) => {
  const { json } = await scim('POST', '/Groups', { displayName: 'Provisioned' })
  for (const path of [`/groups/${json.id}`, `/groups/${json.id}/edit`]) {
    has(t, (await visitor.get(`${base}${path}`)).text, 'A manual change may not last')
  }
})
