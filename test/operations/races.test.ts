import t from 'tap'
import { startTestServer } from '../helpers/server.ts'

const user = (userName: string) => ({
  userName,
  displayName: 'Ann Example',
  name: { givenName: 'Ann', familyName: 'Example' },
  emails: [{ value: `${userName}@example.com`, type: 'work', primary: true }],
})

const times = <Result>(count: number, work: (index: number) => Promise<Result>) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)))

t.test('concurrent writers', async (t) => {
  const { scim } = await startTestServer(t)

  await t.test(
    'creating one user fifty times at once gives one 201 and forty-nine 409',
    async (t) => {
      const answers = await times(50, () => scim('POST', '/Users', user('race')))
      const statuses = answers.map(({ status }) => status)
      t.equal(statuses.filter((status) => status === 201).length, 1)
      t.equal(statuses.filter((status) => status === 409).length, 49)
    },
  )

  await t.test(
    'creating one group fifty times at once gives one 201 and forty-nine 409',
    async (t) => {
      const answers = await times(50, () => scim('POST', '/Groups', { displayName: 'race' }))
      const statuses = answers.map(({ status }) => status)
      t.equal(statuses.filter((status) => status === 201).length, 1)
      t.equal(statuses.filter((status) => status === 409).length, 49)
    },
  )

  await t.test('PATCHes of one user at the same time all take effect', async (t) => {
    const { id } = (await scim('POST', '/Users', user('patched'))).json
    const paths = ['title', 'nickName', 'locale', 'timezone', 'userType', 'preferredLanguage']
    const answers = await times(paths.length, (index) =>
      scim('PATCH', `/Users/${id}`, {
        Operations: [{ op: 'add', path: paths[index], value: `v${index}` }],
      }),
    )
    t.same(
      answers.map(({ status }) => status),
      paths.map(() => 200),
    )
    const read = (await scim('GET', `/Users/${id}`)).json
    t.same(
      paths.map((path) => read[path]),
      paths.map((_, index) => `v${index}`),
    )
  })

  await t.test('members added at the same time are all in the group', async (t) => {
    const users = await times(20, async (index) => {
      return (await scim('POST', '/Users', user(`member${index}`))).json.id as string
    })
    const group = (await scim('POST', '/Groups', { displayName: 'crowd' })).json.id
    const answers = await times(users.length, (index) =>
      scim('PATCH', `/Groups/${group}`, {
        Operations: [{ op: 'add', path: 'members', value: [{ value: users[index] }] }],
      }),
    )
    t.same(
      answers.map(({ status }) => status),
      users.map(() => 204),
    )
    const found = await times(users.length, async (index) => {
      const filter = encodeURIComponent(`id eq "${group}" and members eq "${users[index]}"`)
      return (await scim('GET', `/Groups?filter=${filter}`)).json.totalResults
    })
    t.same(
      found,
      users.map(() => 1),
    )
  })

  await t.test(
    'a user deleted while being added to groups leaves no membership behind',
    async (t) => {
      const { id } = (await scim('POST', '/Users', user('leaver'))).json
      const groups = await times(10, async (index) => {
        return (await scim('POST', '/Groups', { displayName: `team ${index}` })).json.id as string
      })
      const [deleted, ...added] = await Promise.all([
        scim('DELETE', `/Users/${id}`),
        ...groups.map((group) =>
          scim('PATCH', `/Groups/${group}`, {
            Operations: [{ op: 'add', path: 'members', value: [{ value: id }] }],
          }),
        ),
      ])
      t.equal(deleted.status, 204)
      for (const { status } of added) t.ok(status === 204 || status === 404, String(status))
      const filter = encodeURIComponent(`members.value eq "${id}"`)
      t.equal((await scim('GET', `/Groups?filter=${filter}`)).status, 404)
    },
  )
})
