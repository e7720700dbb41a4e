import t from 'tap'
import { MissingReference } from '../../src/identity-center/errors.ts'
import type { Store } from '../../src/store/store.ts'
import { testStore } from '../helpers/database.ts'
import { at, everything, group, here, idOf, ids, populate, there } from '../helpers/rows.ts'

const members = async ({ users }: Store, groupId: string, identityStoreId = here) =>
  ids(await users.list(identityStoreId, { by: 'group', value: groupId }, everything))

t.test('memberships', async (t) => {
  t.test('are added once, also if a user is named twice', async (t) => {
    const store = await testStore(t)
    await populate(store, here, { users: 3, groups: 2 })
    await store.memberships.add(here, idOf(1), [idOf(2), idOf(1), idOf(2)], at)
    await store.memberships.add(here, idOf(1), [idOf(1), idOf(3)], at)
    await store.memberships.add(here, idOf(2), [], at)
    t.same(await members(store, idOf(1)), [idOf(1), idOf(2), idOf(3)])
    t.same(await members(store, idOf(2)), [])
  })

  t.test('are added all or none', async (t) => {
    const store = await testStore(t)
    await populate(store, here, { users: 1, groups: 1 })
    await populate(store, there, { users: 2, groups: 2 })
    const add = (groupId: string, ...userIds: string[]) =>
      store.memberships.add(here, groupId, userIds, at)
    await t.rejects(add(idOf(1), idOf(1), idOf(2)), new MissingReference('memberships_user'))
    await t.rejects(add(idOf(1), idOf(1), '\0'), new MissingReference('memberships_user'))
    await t.rejects(add(idOf(2), idOf(1)), new MissingReference('memberships_group'))
    await t.rejects(add('\ud800', idOf(1)), new MissingReference('memberships_group'))
    t.same(await members(store, idOf(1)), [])
  })

  t.test('are removed as named, and others stay', async (t) => {
    const store = await testStore(t)
    for (const identityStoreId of [here, there]) {
      await populate(store, identityStoreId, { users: 3, groups: 2 })
      for (const groupId of [idOf(1), idOf(2)]) {
        await store.memberships.add(identityStoreId, groupId, [idOf(1), idOf(2), idOf(3)], at)
      }
    }
    await store.memberships.remove(here, idOf(1), [idOf(1), idOf(9), '\0', idOf(3)])
    await store.memberships.remove(here, idOf(1), [])
    await store.memberships.remove(here, '\0', [idOf(2)])
    t.same(await members(store, idOf(1)), [idOf(2)])
    const noMembers = { add: [], remove: 'others' } as const
    await store.groups.update(here, group(1), undefined, { members: noMembers })
    t.same(await members(store, idOf(1)), [])
    t.equal((await members(store, idOf(2))).length, 3)
    t.equal((await members(store, idOf(1), there)).length, 3)
  })

  t.test('are added by two requests with the same users in opposite order', async (t) => {
    const store = await testStore(t)
    await populate(store, here, { users: 60, groups: 1 })
    const all = Array.from({ length: 60 }, (_, index) => idOf(index + 1))
    const rounds = Array.from({ length: 10 }, (_, index) =>
      store.memberships.add(here, idOf(1), index % 2 === 0 ? all : all.toReversed(), at),
    )
    await Promise.all(rounds)
    t.equal((await members(store, idOf(1))).length, 60)
  })
})
