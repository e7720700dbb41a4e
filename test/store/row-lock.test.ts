import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { testStore } from '../helpers/database.ts'
import { serverUrl } from '../helpers/database-server.ts'
import { group, here, idOf, populate, user } from '../helpers/rows.ts'

t.test(
  'a row that a transaction has locked',
  { skip: serverUrl === undefined && 'PGlite does one thing at a time' },
  async (t) => {
    const store = await testStore(t)
    await populate(store, here, { users: 2, groups: 1 })

    /** What happens, in its order, while a transaction holds the lock of the first user or group. */
    const whileLocked = async (table: 'users' | 'groups', work: () => Promise<unknown>) => {
      const order: string[] = []
      let release = () => {}
      const held = new Promise<void>((resolve) => {
        release = resolve
      })
      let locked = () => {}
      const isLocked = new Promise<void>((resolve) => {
        locked = resolve
      })
      const holder = store.transaction(async (within) => {
        await within[table].lock(here, idOf(1))
        locked()
        await held
        order.push('released')
      })
      await isLocked
      const other = work().then(() => order.push('done'))
      await Promise.race([other, sleep(300)])
      release()
      await Promise.all([holder, other])
      return order
    }

    for (const table of ['users', 'groups'] as const) {
      await t.test(`blocks another transaction that locks it: ${table}`, async (t) => {
        const lock = () => store.transaction((within) => within[table].lock(here, idOf(1)))
        t.same(await whileLocked(table, lock), ['released', 'done'])
      })
    }

    await t.test('is waited for by an update', async (t) => {
      const update = () => store.users.update(here, user(1))
      t.same(await whileLocked('users', update), ['released', 'done'])
      const updateGroup = () => store.groups.update(here, group(1))
      t.same(await whileLocked('groups', updateGroup), ['released', 'done'])
    })

    await t.test('can be read, and become a member of a group', async (t) => {
      t.same(await whileLocked('users', () => store.users.find(here, idOf(1))), [
        'done',
        'released',
      ])
      const join = () => store.memberships.add(here, idOf(1), [idOf(1)], user(1).at)
      t.same(await whileLocked('users', join), ['done', 'released'])
    })

    await t.test('keeps no other row from being written', async (t) => {
      const update = () => store.users.update(here, user(2))
      t.same(await whileLocked('users', update), ['done', 'released'])
    })
  },
)
