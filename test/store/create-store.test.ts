import t from 'tap'
import { UniqueViolation } from '../../src/identity-center/errors.ts'
import { testStore } from '../helpers/database.ts'
import { serverUrl } from '../helpers/database-server.ts'
import { ample, at, everything, here, idOf, ids, populate, user } from '../helpers/rows.ts'

const transient = (code: string) => Object.assign(new Error('run it again'), { code })

t.test('a transaction', async (t) => {
  t.test('is all or nothing', async (t) => {
    const store = await testStore(t)
    const answer = await store.transaction(async ({ users }) => {
      await users.insert(here, user(1), ample)
      return users.insert(here, user(2), ample)
    })
    t.equal(answer, 'inserted')
    const failing = store.transaction(async ({ users }) => {
      await users.delete(here, idOf(1))
      await users.insert(here, user(3, { userName: 'user-2' }), ample)
    })
    await t.rejects(failing, new UniqueViolation('users_user_name'))
    t.same(ids(await store.users.list(here, undefined, everything)), [idOf(1), idOf(2)])
  })

  t.test('is not visible before it ends', async (t) => {
    const store = await testStore(t)
    const seen = await store
      .transaction(async ({ users }) => {
        await users.insert(here, user(1), ample)
        const outside = store.users.list(here, undefined, everything)
        // With a single session, it would wait for this one forever.
        if (serverUrl === undefined) await new Promise((resolve) => setTimeout(resolve, 50))
        else await outside
        const inside = await users.list(here, undefined, everything)
        return { inside: inside.length, outside }
      })
      .then(async ({ inside, outside }) => ({ inside, outside: (await outside).length }))
    t.equal(seen.inside, 1)
    t.equal(
      seen.outside,
      serverUrl === undefined ? 1 : 0,
      'on PGlite the other query waits for its end',
    )
  })

  t.test(
    'is retried after a deadlock or a serialization failure, three attempts in all',
    async (t) => {
      const store = await testStore(t)
      for (const code of ['40001', '40P01']) {
        let runs = 0
        const result = await store.transaction(async ({ users }) => {
          runs += 1
          await users.insert(here, user(runs), ample)
          if (runs < 3) throw transient(code)
          return runs
        })
        t.equal(result, 3)
        t.same(ids(await store.users.list(here, undefined, everything)), [idOf(3)])
        await store.users.clear(here)

        runs = 0
        const hopeless = store.transaction(async () => {
          runs += 1
          throw transient(code)
        })
        await t.rejects(hopeless, { code })
        t.equal(runs, 3)
      }
    },
  )

  t.test('is not retried after other errors', async (t) => {
    const store = await testStore(t)
    let runs = 0
    const failing = store.transaction(async () => {
      runs += 1
      throw transient('23514')
    })
    await t.rejects(failing, { code: '23514' })
    t.equal(runs, 1)
  })

  t.test(
    'survives a real deadlock',
    { skip: serverUrl === undefined && 'PGlite has one session' },
    async (t) => {
      const store = await testStore(t)
      await populate(store, here, { users: 2 })
      const lockBoth = (first: number, second: number) =>
        store.transaction(async ({ users }) => {
          await users.lock(here, idOf(first))
          await new Promise((resolve) => setTimeout(resolve, 100))
          return (await users.lock(here, idOf(second)))?.id
        })
      t.same(await Promise.all([lockBoth(1, 2), lockBoth(2, 1)]), [idOf(2), idOf(1)])
    },
  )

  t.test('cannot be nested', async (t) => {
    const store = await testStore(t)
    await t.rejects(store.transaction((inner) => inner.transaction(async () => {})))
  })
})

t.test('a locked row is not changed by others', async (t) => {
  const store = await testStore(t)
  await store.users.insert(here, { ...user(1), resource: '0' }, ample)
  await store.identityStores.insert({ id: here, createdAt: at, settings: {} })
  const addOne = () =>
    store.transaction(async ({ users }) => {
      const locked = await users.lock(here, idOf(1))
      await users.update(here, { ...user(1), resource: String(Number(locked?.resource) + 1) })
    })
  await Promise.all(Array.from({ length: 30 }, addOne))
  t.equal((await store.users.find(here, idOf(1)))?.resource, '30')

  const addRule = (n: number) =>
    store.transaction(async ({ identityStores }) => {
      const locked = await identityStores.lock(here)
      const rules = { ...locked?.settings.rules, [`rule-${n}`]: 'off' as const }
      await identityStores.saveSettings(here, { rules })
    })
  await Promise.all(Array.from({ length: 15 }, (_, n) => addRule(n)))
  const { settings } = (await store.identityStores.find(here)) ?? {}
  t.equal(Object.keys(settings?.rules ?? {}).length, 15)
})

t.test('members can be added while their group is locked by another', async (t) => {
  const store = await testStore(t)
  await populate(store, here, { users: 1, groups: 1 })
  await store.transaction(async ({ groups, memberships }) => {
    await groups.lock(here, idOf(1))
    const other = serverUrl === undefined ? { memberships } : store
    await other.memberships.add(here, idOf(1), [idOf(1)], at)
  })
  t.equal((await store.users.list(here, { by: 'group', value: idOf(1) }, everything)).length, 1)
})
