import t, { type Test } from 'tap'
import { expectParts } from '../../helpers/expect-parts.ts'
import { type ManualResponse, manualClient, person } from '../../helpers/manual-changes.ts'
import { startTestServer } from '../../helpers/server.ts'

const server = await startTestServer(t)
const manual = manualClient(server)
const { scim } = server

const refused = async (t: Test, answer: ManualResponse, status: number, rule: string) => {
  t.equal(answer.status, status)
  t.equal(answer.json.findings?.[0]?.ruleId, rule, answer.json.detail)
  const { json: event } = await manual('GET', `/events/${answer.requestId}`)
  t.same([event.origin, event.response.status], ['manual', status])
  t.same(event.findings, answer.json.findings)
  return answer.json.findings
}
const eventName = async ({ requestId }: ManualResponse) =>
  (await manual('GET', `/events/${requestId}`)).json.eventName

const makeUser = async (name: string, more: object = {}): Promise<string> =>
  (await manual('POST', '/users', person(name, more))).json.userId
const makeGroup = async (displayName: string): Promise<string> =>
  (await manual('POST', '/groups', { displayName })).json.groupId
const membersOf = async (groupId: string): Promise<readonly string[]> =>
  (await manual('GET', `/groups/${groupId}/members`)).json.items.map(
    ({ userId }: { userId: string }) => userId,
  )
const addByScim = (groupId: string, userId: string) =>
  scim('PATCH', `/Groups/${groupId}`, {
    Operations: [{ op: 'add', path: 'members', value: [{ value: userId }] }],
  })

t.test('a manually created group', async (t) => {
  const made = await manual('POST', '/groups', {
    displayName: 'Builders',
    description: 'They build',
  })
  t.equal(made.status, 201)
  const { groupId } = made.json
  const path = `/groups/${groupId}`
  expectParts(t, made.json, {
    displayName: 'Builders',
    description: 'They build',
    createdBy: 'manual',
    updatedBy: 'manual',
    externalIds: [],
    warning: null,
  })

  await t.test('has a description, which SCIM never returns', async (t) => {
    t.same((await manual('GET', path)).json, made.json)
    const { json } = await scim('GET', `/Groups/${groupId}`)
    t.same(json, { ...made.json.resource, members: [] })
    t.notOk(JSON.stringify(json).includes('build'))
    const changed = await manual('PATCH', path, { Description: 'Lines:\n1\n2' })
    expectParts(t, changed.json, { description: 'Lines:\n1\n2', displayName: 'Builders' })
    t.equal(await eventName(changed), 'UpdateGroup')
    const renamed = await scim('PATCH', `/Groups/${groupId}`, {
      Operations: [{ op: 'replace', path: 'displayName', value: 'Makers' }],
    })
    t.equal(renamed.status, 204)
    expectParts(t, (await manual('GET', path)).json, {
      description: 'Lines:\n1\n2',
      displayName: 'Makers',
      updatedBy: 'scim',
      warning: /SCIM wrote this group last/,
    })
    t.equal((await manual('PATCH', path, { description: null })).json.description, null)
  })

  await t.test('obeys the rules', async (t) => {
    await makeGroup('Taken')
    await refused(
      t,
      await manual('POST', '/groups', { displayName: 'TAKEN' }),
      409,
      'group-display-name-unique',
    )
    await refused(
      t,
      await manual('PATCH', path, { displayName: 'taken' }),
      409,
      'group-display-name-unique',
    )
    await refused(t, await manual('PATCH', path, { displayName: null }), 400, 'attribute-required')
    await refused(t, await manual('POST', '/groups', {}), 400, 'attribute-required')
    await refused(
      t,
      await manual('POST', '/groups', { displayName: 'a:b' }),
      400,
      'attribute-forbidden-characters',
    )
    await refused(
      t,
      await manual('PATCH', path, { externalId: 'x' }),
      400,
      'manual-external-id-unchanged',
    )
    const members = { displayName: 'x', members: [{ value: 'x' }] }
    await refused(t, await manual('POST', '/groups', members), 400, 'manual-members-separate')
    const long = { displayName: 'x', description: 'x'.repeat(1_025) }
    const [finding] = await refused(
      t,
      await manual('POST', '/groups', long),
      400,
      'group-description-format',
    )
    t.equal(finding.pointer, '/description')
    await refused(
      t,
      await manual('PATCH', path, { description: '\u200b' }),
      400,
      'group-description-format',
    )
    await refused(t, await manual('PATCH', '/groups/nothing', {}), 404, 'group-exists')
    await refused(t, await manual('DELETE', '/groups/nothing'), 404, 'group-exists')
    await refused(t, await manual('POST', '/groups', '[]'), 400, 'body-object')
  })

  await t.test('is deleted with its memberships, and its members stay', async (t) => {
    const userId = await makeUser('ann')
    t.equal((await manual('POST', `${path}/members`, { userIds: [userId] })).status, 204)
    const deleted = await manual('DELETE', path)
    t.equal(deleted.status, 204)
    t.equal(await eventName(deleted), 'DeleteGroup')
    t.equal((await manual('GET', path)).status, 404)
    t.same((await manual('GET', `/users/${userId}/groups`)).json, { items: [] })
  })
})

t.test('manually changed members', async (t) => {
  const groupId = await makeGroup('Crew')
  const path = `/groups/${groupId}/members`
  const [ada, bob, off] = [
    await makeUser('ada'),
    await makeUser('bob'),
    await makeUser('off', { active: false }),
  ]

  await t.test('are added, and appear in group, user and SCIM filters', async (t) => {
    const added = await manual('POST', path, { userIds: [ada, bob, ada] })
    t.equal(added.status, 204)
    t.equal(await eventName(added), 'AddMemberToGroup')
    const { items } = (await manual('GET', path)).json
    t.equal(items.length, 2)
    const [member] = items.filter((each: { userId: string }) => each.userId === ada)
    const [membership] = (await manual('GET', `/users/${ada}/groups`)).json.items
    expectParts(t, membership, { groupId, displayName: 'Crew', membershipId: member.membershipId })
    t.equal(membership.memberSince, member.memberSince)
    const filter = encodeURIComponent(`members.value eq "${ada}"`)
    t.equal((await scim('GET', `/Groups?filter=${filter}`)).json.Resources.length, 1)
    const again = await manual('POST', path, { userIds: [ada] })
    t.equal(again.status, 204, 'a member is added again')
    t.same((await manual('GET', `${path}?query=ADA`)).json.items.length, 1)
    t.same((await manual('GET', `/users/${ada}/groups?query=nothing`)).json.items, [])
  })

  await t.test('are added all or none', async (t) => {
    const eve = await makeUser('eve')
    const unknown = await manual('POST', path, { userIds: [eve, 'unknown', groupId] })
    const findings = await refused(t, unknown, 404, 'member-exists')
    t.same(
      findings.map(({ pointer }: { pointer: string }) => pointer),
      ['/userIds/1', '/userIds/2'],
    )
    const disabled = await manual('POST', path, { userIds: [eve, off] })
    const [finding] = await refused(t, disabled, 400, 'manual-member-enabled')
    t.equal(finding.pointer, '/userIds/1')
    const many = { userIds: Array.from({ length: 101 }, (_, n) => `user-${n}`) }
    await refused(t, await manual('POST', path, many), 400, 'patch-members-max-100')
    await refused(t, await manual('POST', path, { userIds: [''] }), 400, 'member-value-required')
    await refused(
      t,
      await manual('POST', '/groups/x/members', { userIds: [ada] }),
      404,
      'group-exists',
    )
    for (const body of [{}, { userIds: [] }, { userIds: [7] }, { userIds: [ada], more: 1 }]) {
      t.equal((await manual('POST', path, body)).status, 400)
    }
    t.notOk((await membersOf(groupId)).includes(eve))
  })

  await t.test('are not shown while they are disabled, but SCIM can add them', async (t) => {
    t.equal((await addByScim(groupId, off)).status, 204)
    t.notOk((await membersOf(groupId)).includes(off))
    t.same((await manual('GET', `/users/${off}/groups`)).json, { items: [] })
    await manual('PATCH', `/users/${off}`, { active: true })
    t.ok((await membersOf(groupId)).includes(off))
    t.equal((await manual('GET', `/users/${off}/groups`)).json.items.length, 1)
  })

  await t.test('are removed; a user that is no member is refused', async (t) => {
    const removed = await manual('DELETE', `${path}/${bob}`)
    t.equal(removed.status, 204)
    t.equal(await eventName(removed), 'RemoveMemberFromGroup')
    await refused(t, await manual('DELETE', `${path}/${bob}`), 404, 'manual-member-exists')
    await refused(t, await manual('DELETE', `${path}/unknown`), 404, 'manual-member-exists')
    await refused(t, await manual('DELETE', `/groups/x/members/${ada}`), 404, 'group-exists')
    t.notOk((await membersOf(groupId)).includes(bob))
  })

  await t.test('are removed when their user is deleted', async (t) => {
    t.equal((await manual('DELETE', `/users/${ada}`)).status, 204)
    t.notOk((await membersOf(groupId)).includes(ada))
  })
})

t.test('concurrent changes through SCIM and manually', async (t) => {
  await t.test('of one user are all kept', async (t) => {
    const userId = await makeUser('torn')
    const names = ['title', 'nickName', 'locale', 'timezone', 'userType', 'preferredLanguage']
    const answers = await Promise.all(
      names.flatMap((path, index) =>
        index % 2 === 0
          ? manual('PATCH', `/users/${userId}`, { [path]: path })
          : scim('PATCH', `/Users/${userId}`, { Operations: [{ op: 'add', path, value: path }] }),
      ),
    )
    t.same(
      answers.map(({ status }) => status),
      names.map(() => 200),
    )
    const { resource } = (await manual('GET', `/users/${userId}`)).json
    t.same(
      names.map((name) => resource[name]),
      names,
    )
  })

  await t.test('of one group keep all members', async (t) => {
    const groupId = await makeGroup('Torn')
    const users = await Promise.all(Array.from({ length: 12 }, (_, n) => makeUser(`torn-${n}`)))
    const answers = await Promise.all([
      ...users.map((userId, index) =>
        index % 2 === 0
          ? manual('POST', `/groups/${groupId}/members`, { userIds: [userId] })
          : addByScim(groupId, userId),
      ),
      manual('PATCH', `/groups/${groupId}`, { description: 'x' }),
    ])
    t.ok(answers.every(({ status }) => status < 300))
    t.same([...(await membersOf(groupId))].sort(), users.sort())
    t.equal((await manual('GET', `/groups/${groupId}`)).json.description, 'x')
  })

  await t.test('create only one user with a name', async (t) => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        index % 2 === 0
          ? manual('POST', '/users', person('only'))
          : scim('POST', '/Users', person('only', { active: true })),
      ),
    )
    const statuses = answers.map(({ status }) => status).sort()
    t.same(statuses, [201, ...Array.from({ length: 9 }, () => 409)])
  })

  await t.test('never edit a user that is already disabled', async (t) => {
    const userId = await makeUser('late')
    const path = `/users/${userId}`
    const [disabled, ...edits] = await Promise.all([
      manual('PATCH', path, { active: false }),
      ...Array.from({ length: 6 }, (_, n) => manual('PATCH', path, { title: `t${n}` })),
    ])
    t.equal(disabled?.status, 200)
    const { resource } = (await manual('GET', path)).json
    t.equal(resource.active, false)
    const accepted = edits.filter(({ status }) => status === 200)
    t.ok(
      edits.every(
        ({ status, json }) => status === 200 || json.findings[0].ruleId === 'manual-user-enabled',
      ),
    )
    t.equal(resource.title !== undefined, accepted.length > 0)
  })
})
