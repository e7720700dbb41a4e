import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import t, { type Test } from 'tap'
import { onAll, person, skip, startReplicas, tally } from '../helpers/replicas.ts'
import type { ScimAnswer } from '../helpers/server.ts'

const statuses = (answers: readonly { readonly status: number }[]) =>
  tally(answers.map(({ status }) => status))

/** Retries a create that found no free connection for five seconds, which happens on a busy machine. */
const patiently = async (send: () => Promise<ScimAnswer>): Promise<ScimAnswer> => {
  let answer = await send()
  for (let tries = 1; answer.status === 500 && tries < 20; tries += 1) answer = await send()
  return answer
}

/** Holds a transaction open with the lock that every count for a quota takes. */
const holdLock = async (t: Pick<Test, 'teardown'>, databaseUrl: string, key: string) => {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  t.teardown(() => client.end())
  await client.query('begin')
  await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [key])
  return {
    waiting: async (): Promise<number> => {
      const { rows } = await client.query(
        `select count(*)::int from pg_locks where locktype = 'advisory' and not granted
           and database = (select oid from pg_database where datname = current_database())`,
      )
      return rows[0].count
    },
    release: () => client.query('commit'),
  }
}

t.test('on three servers', { skip }, async (t) => {
  const { replicas, databaseUrl } = await startReplicas(t)
  const [a, b, c] = replicas
  let made = 0
  const createUsers = async (count: number) => {
    const from = made
    made += count
    return onAll(replicas, count, ({ scim }, n) =>
      patiently(() => scim('POST', '/Users', person(`user-${from + n}`))),
    )
  }
  const createGroups = (count: number, name: string) =>
    onAll(replicas, count, ({ scim }, n) =>
      patiently(() => scim('POST', '/Groups', { displayName: `${name} ${n}` })),
    )
  const userIds: string[] = []

  await t.test('a quota is filled exactly by concurrent creates near it', async (t) => {
    await a.ofStore('PATCH', '/settings', { quotas: { users: 50, groups: 8 } })
    const first = await createUsers(45)
    t.same(statuses(first), { 201: 45 })
    userIds.push(...first.map(({ json }) => json.id))
    t.same(statuses(await createUsers(60)), { 201: 5, 400: 55 })
    t.same(statuses(await createUsers(6)), { 400: 6 })
    t.same(statuses(await createGroups(30, 'Team')), { 201: 8, 400: 22 })
  })

  await t.test('a quota allows as many creates as were deleted', async (t) => {
    const deleted = await onAll(replicas, 7, ({ scim }, n) =>
      scim('DELETE', `/Users/${userIds[n]}`),
    )
    t.same(statuses(deleted), { 204: 7 })
    t.same(statuses(await createUsers(30)), { 201: 7, 400: 23 })
  })

  await t.test('a changed quota applies on all servers at once', async (t) => {
    await b.ofStore('PATCH', '/settings', { quotas: { users: 53 } })
    t.same(statuses(await createUsers(30)), { 201: 3, 400: 27 })
    await c.ofStore('PATCH', '/settings', { quotas: { users: 10 } })
    t.same(statuses(await createUsers(6)), { 400: 6 }, 'a lesser one is over-full')
  })

  await t.test('a quota is filled exactly, from uncounted inserts to counted ones', async (t) => {
    await a.ofStore('PATCH', '/settings', { quotas: { users: 53 + 150 } })
    const answers = []
    for (let n = 0; n < 4; n += 1) answers.push(...(await createUsers(50)))
    t.same(statuses(answers), { 201: 150, 400: 50 })
  })

  await t.test('a quota delays no create far from it', async (t) => {
    await a.ofStore('PATCH', '/settings', { quotas: { users: 100_000 } })
    const key = `users ${a.identityStoreId}`
    const lock = await holdLock(t, databaseUrl, key)
    t.same(statuses(await createUsers(30)), { 201: 30 }, 'during a count')

    await a.ofStore('PATCH', '/settings', { quotas: { users: 53 + 150 + 30 + 2 } })
    const near = createUsers(9)
    while ((await lock.waiting()) < 9) await sleep(10)
    await lock.release()
    t.same(statuses(await near), { 201: 2, 400: 7 }, 'those near it do wait')
  })

  await t.test('the rate is that of one server: calls are counted over all', async (t) => {
    const freeze = (time: string) =>
      onAll(replicas, 3, ({ admin }) => admin('PUT', '/clock', { frozenAt: time }))
    const reads = (count: number) => onAll(replicas, count, ({ scim }) => scim('GET', '/Users'))
    await freeze('2026-11-01T12:00:00.000Z') // the same second on all servers
    await a.ofStore('PATCH', '/settings', { throttling: '2021', quotas: null })
    t.same(statuses(await reads(60)), { 200: 20, 429: 40 })
    t.same(statuses(await createGroups(45, 'Fast')), { 201: 20, 429: 25 }, 'each by itself')
    t.same(statuses(await reads(9)), { 429: 9 }, 'the second is not over')
    await freeze('2026-11-01T12:00:01.000Z')
    t.same(statuses(await reads(30)), { 200: 20, 429: 10 }, 'the next one')
    await b.ofStore('PATCH', '/settings', { throttling: false })
    t.same(statuses(await reads(30)), { 200: 30 }, 'none any more')
  })
})
