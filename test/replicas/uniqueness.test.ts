import t from 'tap'
import { onAll, person, type Replica, skip, startReplicas, tally } from '../helpers/replicas.ts'

const names = 12
const creatorsOfEach = 6

t.test('a unique value, created through three servers at once', { skip }, async (t) => {
  const { replicas } = await startReplicas(t)

  /** Creates one unique value many times concurrently, for many values in turn. */
  const race = (create: (replica: Replica, n: number, index: number) => Promise<number>) =>
    Promise.all(
      Array.from({ length: names }, (_, n) =>
        onAll(replicas, creatorsOfEach, (replica, index) => create(replica, n, index)),
      ),
    )
  const users = (bodyOf: (n: number, index: number) => object) =>
    race(async ({ scim }, n, index) => (await scim('POST', '/Users', bodyOf(n, index))).status)
  const groups = (bodyOf: (n: number, index: number) => object) =>
    race(async ({ scim }, n, index) => (await scim('POST', '/Groups', bodyOf(n, index))).status)
  const email = (value: string) => ({ emails: [{ value, type: 'work', primary: true }] })

  const cases = {
    'a user name is unique in any case': () =>
      users((n, index) => person(index % 2 === 0 ? `Name-${n}` : `nAME-${n}`)),
    'an e-mail address is given once': () =>
      users((n, index) => person(`mail-${n}-${index}`, email(`mail-${n}@example.com`))),
    'an external id of a user is given once': () =>
      users((n, index) => person(`external-${n}-${index}`, { externalId: `user-${n}` })),
    'a display name of a group is given once': () => groups((n) => ({ displayName: `Group ${n}` })),
    'an external id of a group is given once': () =>
      groups((n, index) => ({ displayName: `External ${n} ${index}`, externalId: `group-${n}` })),
  }
  for (const [title, raced] of Object.entries(cases)) {
    await t.test(title, async (t) => {
      const tallies = (await raced()).map(tally)
      t.same(tallies, Array(names).fill({ 201: 1, 409: creatorsOfEach - 1 }))
    })
  }

  await t.test('is held by one of many that rename to it', async (t) => {
    const ids = await onAll(replicas, 12, async ({ scim }, index) => {
      return (await scim('POST', '/Users', person(`renamed-${index}`))).json.id as string
    })
    const statuses = await onAll(replicas, ids.length, async ({ scim }, index) => {
      const Operations = [{ op: 'replace', path: 'userName', value: 'wanted' }]
      return (await scim('PATCH', `/Users/${ids[index]}`, { Operations })).status
    })
    t.same(tally(statuses), { 200: 1, 409: ids.length - 1 })
  })

  await t.test('is free again on all servers once its holder is deleted', async (t) => {
    for (let round = 0; round < 5; round += 1) {
      const [first] = replicas
      const created = await onAll(replicas, 6, ({ scim }) => scim('POST', '/Users', person('heir')))
      t.same(tally(created.map(({ status }) => status)), { 201: 1, 409: 5 })
      const { id } = created.find(({ status }) => status === 201)?.json ?? {}
      t.equal((await first?.scim('DELETE', `/Users/${id}`))?.status, 204)
    }
  })
})
