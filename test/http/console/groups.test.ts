import t from 'tap'
import { fieldError, has, hasNot, redirectOf, signedIn } from '../../helpers/console.ts'
import { expectParts } from '../../helpers/expect-parts.ts'
import { manualClient, person } from '../../helpers/manual-changes.ts'
import { startTestServer } from '../../helpers/server.ts'

const server = await startTestServer(t)
const { adminUrl: url, identityStoreId: id, scim } = server
const visitor = await signedIn(url, server.adminToken ?? '')
const manual = manualClient(server)
const base = `/stores/${id}`

const groupId = async (name: string): Promise<string> =>
  (await manual('GET', `/groups?query=${name}`)).json.items[0]?.groupId

t.test('a group is created and edited', async (t) => {
  has(t, (await visitor.get(`${base}/groups`)).text, 'No groups yet.')
  const form = { displayName: 'Staff', description: 'One\r\nTwo' }
  const made = await visitor.post(`${base}/groups/new/create`, form)
  const page = `${base}/groups/${await groupId('staff')}`
  t.same(redirectOf(made), [303, `${page}?notice=created`])
  const { text } = await visitor.get(page)
  has(t, text, 'One\nTwo')
  has(t, text, 'This group has no enabled members.')
  has(t, (await visitor.get(`${base}/groups?query=STAFF`)).text, 'Staff')

  const edit = await visitor.get(`${page}/edit`)
  has(t, edit.text, 'One\nTwo</textarea>')
  const save = (fields: Record<string, string>) => visitor.post(`${page}/edit/save`, fields)
  t.same(redirectOf(await save(form)), [303, `${page}?notice=unchanged`])
  t.same(redirectOf(await save({ displayName: 'Crew', description: '' })), [
    303,
    `${page}?notice=saved`,
  ])
  expectParts(t, (await manual('GET', `/groups/${await groupId('crew')}`)).json, {
    displayName: 'Crew',
    description: null,
  })
  const long = await save({ displayName: 'Crew', description: 'x'.repeat(1_025) })
  t.equal(long.status, 400)
  has(t, long.text, fieldError('description', 'group-description-format'))
  has(t, long.text, 'x'.repeat(1_025))
  const nameless = await visitor.post(`${base}/groups/new/create`, { description: 'x' })
  t.equal(nameless.status, 400)
  has(t, nameless.text, fieldError('displayName', 'attribute-required'))
  const taken = await visitor.post(`${base}/groups/new/create`, { displayName: 'CREW' })
  t.equal(taken.status, 409)
  has(t, taken.text, fieldError('displayName', 'group-display-name-unique'))
})

t.test('members are searched, added and removed', async (t) => {
  const page = `${base}/groups/${await groupId('crew')}`
  const ids: string[] = []
  for (const name of ['ann', 'anna', 'annex']) {
    ids.push((await manual('POST', '/users', person(name))).json.userId)
  }
  const [ann = '', anna = '', annex = ''] = ids
  await manual('PATCH', `/users/${annex}`, { active: false })
  const found = await visitor.get(`${page}?find=ANN`)
  has(t, found.text, `name="userId" value="${ann}"`)
  has(t, found.text, new RegExp(`value="${annex}" disabled`), 'a disabled user cannot be added')

  t.same(redirectOf(await visitor.post(`${page}/add`, { userId: ann, find: 'ann' })), [
    303,
    `${page}?find=ann&notice=added`,
  ])
  const members = await visitor.get(`${page}?find=ann`)
  has(t, members.text, `action="${page}/remove"`)
  has(t, members.text, new RegExp(`value="${ann}" disabled`), 'a member cannot be added again')
  has(t, (await visitor.get(`${base}/users/${ann}`)).text, `href="${page}"`)

  const refused = await visitor.post(`${page}/add`, { userId: annex, find: 'ann' })
  t.equal(refused.status, 400)
  has(t, refused.text, '<code class="rule-id">manual-member-enabled</code>')
  has(t, refused.text, `name="userId" value="${anna}"`, 'the search stays')
  t.equal((await visitor.post(`${page}/add`, { userId: 'unknown' })).status, 404)
  const none = await visitor.post(`${page}/add`)
  t.equal(none.status, 400)
  has(t, none.text, 'Select at least one user.')

  t.same(redirectOf(await visitor.post(`${page}/remove`, { userId: ann })), [
    303,
    `${page}?notice=removed`,
  ])
  const again = await visitor.post(`${page}/remove`, { userId: ann })
  t.equal(again.status, 404)
  has(t, again.text, '<code class="rule-id">manual-member-exists</code>')
  has(t, (await visitor.get(page)).text, 'RemoveMemberFromGroup')
})

t.test('hostile names are shown as text', async (t) => {
  await manual('PUT', '/settings', {
    rules: { 'attribute-pattern': 'off', 'attribute-forbidden-characters': 'off' },
  })
  const hostile = '"><img src=x onerror=alert(1)><script>alert(1)</script>\u202e'
  const { json } = await manual('POST', '/groups', { displayName: hostile })
  const eve = (await manual('POST', '/users', person('eve', { displayName: hostile }))).json.userId
  await manual('POST', `/groups/${json.groupId}/members`, { userIds: [eve] })
  for (const path of ['/groups', `/groups/${json.groupId}?find=eve`, `/users/${eve}`]) {
    const { text, status } = await visitor.get(`${base}${path}`)
    t.equal(status, 200)
    hasNot(t, text, /<img|<script>alert|\u202e/)
    has(t, text, '&lt;img')
  }
  await manual('PUT', '/settings', {})
})

t.test('a group is deleted after the word is typed', async (t) => {
  const page = `${base}/groups/${await groupId('crew')}`
  t.equal((await visitor.post(`${page}/delete`, { confirm: 'delete' })).status, 400)
  t.same(redirectOf(await visitor.post(`${page}/delete`, { confirm: 'DELETE' })), [
    303,
    `${base}/groups?notice=deleted`,
  ])
  for (const path of ['', '/edit', '?find=x']) {
    t.equal((await visitor.get(`${page}${path}`)).status, 404)
  }
})

t.test('a page warns if the identity provider may overwrite a change', async (t) => {
  const { json } = await scim('POST', '/Groups', { displayName: 'Provisioned' })
  for (const path of [`/groups/${json.id}`, `/groups/${json.id}/edit`]) {
    has(t, (await visitor.get(`${base}${path}`)).text, 'A manual change may not last')
  }
})
