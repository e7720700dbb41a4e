import t, { type Test } from 'tap'
import { type HandAnswer, handOf, person } from '../../helpers/manual-changes.ts'
import { startTestServer } from '../../helpers/server.ts'

const server = await startTestServer(t)
const hand = handOf(server)
const { scim } = server

const refused = async (t: Test, answer: HandAnswer, status: number, rule: string) => {
  t.equal(answer.status, status)
  t.equal(answer.json.findings?.[0]?.ruleId, rule, answer.json.detail)
  const { json: event } = await hand('GET', `/events/${answer.requestId}`)
  t.same([event.origin, event.response.status], ['manual', status])
  t.same(event.findings, answer.json.findings)
  return answer.json.findings
}
const eventName = async ({ requestId }: HandAnswer) =>
  (await hand('GET', `/events/${requestId}`)).json.eventName

const makeUser = async (name: string, more: object = {}): Promise<string> =>
  (await hand('POST', '/users', person(name, more))).json.userId
const makeGroup = async (displayName: string): Promise<string> =>
  (await hand('POST', '/groups', { displayName })).json.groupId
const membersOf = async (groupId: string): Promise<readonly string[]> =>
  (await hand('GET', `/groups/${groupId}/members`)).json.items.map(
    ({ userId }: { userId: string }) => userId,
  )
const addByScim = (groupId: string, userId: string) =>
  scim('PATCH', `/Groups/${groupId}`, {
    Operations: [{ op: 'add', path: 'members', value: [{ value: userId }] }],
  })

t.test('a group by hand', async (t) => {
  const made = await hand('POST', '/groups', { displayName: 'Builders', description: 'They build' })
  t.equal(made.status, 201)
  const { groupId } = made.json
  const path = `/groups/${groupId}`
  t.match(made.json, {
    displayName: 'Builders',
    description: 'They build',
    createdBy: 'manual',
    updatedBy: 'manual',
    externalIds: [],
    warning: null,
  })

  await t.test('has a description, which SCIM never shows', async (t) => {
    t.same((await hand('GET', path)).json, made.json)
    const { json } = await scim('GET', `/Groups/${groupId}`)
    t.same(json, { ...made.json.resource, members: [] })
    t.notOk(JSON.stringify(json).includes('build'))
    const changed = await hand('PATCH', path, { Description: 'Lines:\n1\n2' })
    t.match(changed.json, { description: 'Lines:\n1\n2', displayName: 'Builders' })
    t.equal(await eventName(changed), 'UpdateGroup')
    const renamed = await scim('PATCH', `/Groups/${groupId}`, {
      Operations: [{ op: 'replace', path: 'displayName', value: 'Makers' }],
    })
    t.equal(renamed.status, 204)
    t.match((await hand('GET', path)).json, {
      description: 'Lines:\n1\n2',
      displayName: 'Makers',
      updatedBy: 'scim',
      warning: /SCIM wrote this group last/,
    })
    t.equal((await hand('PATCH', path, { description: null })).json.description, null)
  })

  await t.test('obeys the rules', async (t) => {
    await makeGroup('Taken')
    await refused(
      t,
      await hand('POST', '/groups', { displayName: 'TAKEN' }),
      409,
      'group-display-name-unique',
    )
    await refused(
      t,
      await hand('PATCH', path, { displayName: 'taken' }),
      409,
      'group-display-name-unique',
    )
    await refused(t, await hand('PATCH', path, { displayName: null }), 400, 'attribute-required')
    await refused(t, await hand('POST', '/groups', {}), 400, 'attribute-required')
    await refused(
      t,
      await hand('POST', '/groups', { displayName: 'a:b' }),
      400,
      'attribute-forbidden-characters',
    )
    await refused(
      t,
      await hand('PATCH', path, { externalId: 'x' }),
      400,
      'manual-external-id-unchanged',
    )
    const members = { displayName: 'x', members: [{ value: 'x' }] }
    await refused(t, await hand('POST', '/groups', members), 400, 'manual-members-separate')
    const long = { displayName: 'x', description: 'x'.repeat(1_025) }
    const [finding] = await refused(
      t,
      await hand('POST', '/groups', long),
      400,
      'group-description-format',
    )
    t.equal(finding.pointer, '/description')
    await refused(
      t,
      await hand('PATCH', path, { description: '\u200b' }),
      400,
      'group-description-format',
    )
    await refused(t, await hand('PATCH', '/groups/nothing', {}), 404, 'group-exists')
    await refused(t, await hand('DELETE', '/groups/nothing'), 404, 'group-exists')
    await refused(t, await hand('POST', '/groups', '[]'), 400, 'body-object')
  })

  await t.test('is deleted with its memberships, and its members stay', async (t) => {
    const userId = await makeUser('ann')
    t.equal((await hand('POST', `${path}/members`, { userIds: [userId] })).status, 204)
    const deleted = await hand('DELETE', path)
    t.equal(deleted.status, 204)
    t.equal(await eventName(deleted), 'DeleteGroup')
    t.equal((await hand('GET', path)).status, 404)
    t.same((await hand('GET', `/users/${userId}/groups`)).json, { items: [] })
  })
})

t.test('members by hand', async (t) => {
  const groupId = await makeGroup('Crew')
  const path = `/groups/${groupId}/members`
  const [ada, bob, off] = [
    await makeUser('ada'),
    await makeUser('bob'),
    await makeUser('off', { active: false }),
  ]

  await t.test('are added, are seen from both sides, and filtered by SCIM', async (t) => {
    const added = await hand('POST', path, { userIds: [ada, bob, ada] })
    t.equal(added.status, 204)
    t.equal(await eventName(added), 'AddMemberToGroup')
    const { items } = (await hand('GET', path)).json
    t.equal(items.length, 2)
    const [member] = items.filter((each: { userId: string }) => each.userId === ada)
    const [membership] = (await hand('GET', `/users/${ada}/groups`)).json.items
    t.match(membership, { groupId, displayName: 'Crew', membershipId: member.membershipId })
    t.equal(membership.memberSince, member.memberSince)
    const filter = encodeURIComponent(`members.value eq "${ada}"`)
    t.equal((await scim('GET', `/Groups?filter=${filter}`)).json.Resources.length, 1)
    const again = await hand('POST', path, { userIds: [ada] })
    t.equal(again.status, 204, 'whoever is in already stays')
    t.same((await hand('GET', `${path}?query=ADA`)).json.items.length, 1)
    t.same((await hand('GET', `/users/${ada}/groups?query=nothing`)).json.items, [])
  })

  await t.test('are all added or none', async (t) => {
    const eve = await makeUser('eve')
    const unknown = await hand('POST', path, { userIds: [eve, 'nobody', groupId] })
    const findings = await refused(t, unknown, 404, 'member-exists')
    t.same(
      findings.map(({ pointer }: { pointer: string }) => pointer),
      ['/userIds/1', '/userIds/2'],
    )
    const disabled = await hand('POST', path, { userIds: [eve, off] })
    const [finding] = await refused(t, disabled, 400, 'manual-member-enabled')
    t.equal(finding.pointer, '/userIds/1')
    const many = { userIds: Array.from({ length: 101 }, (_, n) => `user-${n}`) }
    await refused(t, await hand('POST', path, many), 400, 'patch-members-max-100')
    await refused(t, await hand('POST', path, { userIds: [''] }), 400, 'member-value-required')
    await refused(
      t,
      await hand('POST', '/groups/x/members', { userIds: [ada] }),
      404,
      'group-exists',
    )
    for (const body of [{}, { userIds: [] }, { userIds: [7] }, { userIds: [ada], more: 1 }]) {
      t.equal((await hand('POST', path, body)).status, 400)
    }
    t.notOk((await membersOf(groupId)).includes(eve))
  })

  await t.test('are not shown while they are disabled, and SCIM may add them', async (t) => {
    t.equal((await addByScim(groupId, off)).status, 204)
    t.notOk((await membersOf(groupId)).includes(off))
    t.same((await hand('GET', `/users/${off}/groups`)).json, { items: [] })
    await hand('PATCH', `/users/${off}`, { active: true })
    t.ok((await membersOf(groupId)).includes(off))
    t.equal((await hand('GET', `/users/${off}/groups`)).json.items.length, 1)
  })

  await t.test('are removed, and only who is one', async (t) => {
    const removed = await hand('DELETE', `${path}/${bob}`)
    t.equal(removed.status, 204)
    t.equal(await eventName(removed), 'RemoveMemberFromGroup')
    await refused(t, await hand('DELETE', `${path}/${bob}`), 404, 'manual-member-exists')
    await refused(t, await hand('DELETE', `${path}/nobody`), 404, 'manual-member-exists')
    await refused(t, await hand('DELETE', `/groups/x/members/${ada}`), 404, 'group-exists')
    t.notOk((await membersOf(groupId)).includes(bob))
  })

  await t.test('are gone with their user', async (t) => {
    t.equal((await hand('DELETE', `/users/${ada}`)).status, 204)
    t.notOk((await membersOf(groupId)).includes(ada))
  })
})

t.test('two doors at once', async (t) => {
  await t.test('lose nothing of one another on one user', async (t) => {
    const userId = await makeUser('torn')
    const names = ['title', 'nickName', 'locale', 'timezone', 'userType', 'preferredLanguage']
    const answers = await Promise.all(
      names.flatMap((path, index) =>
        index % 2 === 0
          ? hand('PATCH', `/users/${userId}`, { [path]: path })
          : scim('PATCH', `/Users/${userId}`, { Operations: [{ op: 'add', path, value: path }] }),
      ),
    )
    t.same(
      answers.map(({ status }) => status),
      names.map(() => 200),
    )
    const { resource } = (await hand('GET', `/users/${userId}`)).json
    t.same(
      names.map((name) => resource[name]),
      names,
    )
  })

  await t.test('lose nobody of one group', async (t) => {
    const groupId = await makeGroup('Torn')
    const users = await Promise.all(Array.from({ length: 12 }, (_, n) => makeUser(`torn-${n}`)))
    const answers = await Promise.all([
      ...users.map((userId, index) =>
        index % 2 === 0
          ? hand('POST', `/groups/${groupId}/members`, { userIds: [userId] })
          : addByScim(groupId, userId),
      ),
      hand('PATCH', `/groups/${groupId}`, { description: 'x' }),
    ])
    t.ok(answers.every(({ status }) => status < 300))
    t.same([...(await membersOf(groupId))].sort(), users.sort())
    t.equal((await hand('GET', `/groups/${groupId}`)).json.description, 'x')
  })

  await t.test('make one user of a name', async (t) => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        index % 2 === 0
          ? hand('POST', '/users', person('only'))
          : scim('POST', '/Users', person('only', { active: true })),
      ),
    )
    const statuses = answers.map(({ status }) => status).sort()
    t.same(statuses, [201, ...Array.from({ length: 9 }, () => 409)])
  })

  await t.test('edit no user that is disabled already', async (t) => {
    const userId = await makeUser('late')
    const path = `/users/${userId}`
    const [disabled, ...edits] = await Promise.all([
      hand('PATCH', path, { active: false }),
      ...Array.from({ length: 6 }, (_, n) => hand('PATCH', path, { title: `t${n}` })),
    ])
    t.equal(disabled?.status, 200)
    const { resource } = (await hand('GET', path)).json
    t.equal(resource.active, false)
    const taken = edits.filter(({ status }) => status === 200)
    t.ok(
      edits.every(
        ({ status, json }) => status === 200 || json.findings[0].ruleId === 'manual-user-enabled',
      ),
    )
    t.equal(resource.title !== undefined, taken.length > 0)
  })
})
