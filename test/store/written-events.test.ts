import t from 'tap'
import { UniqueViolation } from '../../src/identity-center/errors.ts'
import type { Store } from '../../src/store/store.ts'
import { testStore } from '../helpers/database.ts'
import { event, requestIds } from '../helpers/events.ts'
import { ample, group, here, idOf, later, user } from '../helpers/rows.ts'

const kept = async ({ events }: Store) =>
  requestIds(await events.list({}, { limit: 1_000 })).toReversed()

t.test('a write', async (t) => {
  t.test('stores its event completely', async (t) => {
    const store = await testStore(t)
    const { users, groups, events } = store
    const whole = event('request-1', {
      requestBody: Buffer.from([0, 255, 0xed]),
      errorMessage: 'a\0b',
      resourceId: idOf(1),
      resourceName: 'USER-1',
    })
    t.equal(await users.insert(here, user(1), ample, whole), 'inserted')
    const [stored] = await events.list({ name: 'user-1' }, { limit: 2 })
    const { position: _, ...seen } = stored ?? { position: '' }
    const { resourceName: __, ...expected } = whole
    t.same(seen, { ...expected, errorMessage: 'a\ufffdb' })

    await users.update(here, { ...user(1), resource: '{}', at: later }, event('2'))
    t.equal((await users.find(here, idOf(1)))?.resource, '{}')
    t.equal(await users.delete(here, idOf(1), event('3')), true)
    t.equal(await users.find(here, idOf(1)), undefined)
    await groups.insert(here, group(1), ample, event('4'))
    await groups.update(here, group(1, { displayName: 'new' }), event('5'))
    t.equal(await groups.delete(here, idOf(1), event('6')), true)
    t.same(await kept(store), ['request-1', '2', '3', '4', '5', '6'])
  })

  t.test('stores its event also if rows are counted', async (t) => {
    const store = await testStore(t)
    t.equal(await store.users.insert(here, user(1), 2, event('1')), 'inserted')
    t.equal(await store.users.insert(here, user(2), 2, event('2')), 'inserted')
    t.equal(await store.users.insert(here, user(3), 2, event('3')), 'quota')
    t.same(await kept(store), ['1', '2'])
  })

  t.test('that writes nothing stores no event', async (t) => {
    const store = await testStore(t)
    const { users } = store
    await users.insert(here, user(1), ample)
    await t.rejects(
      users.insert(here, user(2, { userName: 'user-1' }), ample, event('1')),
      new UniqueViolation('users_user_name'),
    )
    await users.update(here, user(3), event('2'))
    t.equal(await users.delete(here, idOf(3), event('3')), false)
    t.equal(await users.delete(here, '\0', event('4')), false)
    t.same(await kept(store), [])
  })

  t.test('in a transaction stores its event if that commits', async (t) => {
    const store = await testStore(t)
    const write = (n: number, fails: boolean) =>
      store.transaction(async ({ users, events }) => {
        await users.insert(here, user(n), ample, event(`insert ${n}`))
        await users.update(here, user(n), event(`update ${n}`))
        await events.insert([event(`more ${n}`)])
        if (fails) throw new Error('thought better of it')
      })
    await t.rejects(write(1, true), { message: 'thought better of it' })
    await write(2, false)
    t.same(await kept(store), ['insert 2', 'update 2', 'more 2'])
  })
})
