import t from 'tap'
import { UniqueViolation } from '../../src/identity-center/errors.ts'
import type { GroupFilter } from '../../src/identity-center/filters.ts'
import { testStore } from '../helpers/database.ts'
import {
  ample,
  at,
  everything,
  group,
  here,
  idOf,
  ids,
  later,
  populate,
  there,
} from '../helpers/rows.ts'

const admins = { displayName: 'Admins', externalId: 'G1' }

t.test('groups', async (t) => {
  t.test('are inserted, found, updated and deleted', async (t) => {
    const { groups } = await testStore(t)
    t.equal(await groups.insert(here, group(1, admins), ample), 'inserted')
    const found = {
      id: idOf(1),
      sequence: 1,
      resource: group(1).resource,
      createdAt: at,
      updatedAt: at,
      createdBy: 'scim',
      updatedBy: 'scim',
      externalIdIssuer: null,
      extra: '{}',
    }
    t.same(await groups.find(here, idOf(1)), found)
    t.equal(await groups.find(there, idOf(1)), undefined)
    await groups.update(here, { ...group(1, admins), resource: '{}', at: later })
    t.same(await groups.find(here, idOf(1)), { ...found, resource: '{}', updatedAt: later })
    t.equal(await groups.delete(there, idOf(1)), false)
    t.equal(await groups.delete(here, idOf(1)), true)
    t.equal(await groups.find(here, idOf(1)), undefined)
  })

  t.test('are unique by name and external id', async (t) => {
    const { groups } = await testStore(t)
    await groups.insert(here, group(1, admins), ample)
    await t.rejects(
      groups.insert(here, group(2, { displayName: 'ADMINS' }), ample),
      new UniqueViolation('groups_display_name'),
    )
    await t.rejects(
      groups.insert(here, group(2, { externalId: 'G1' }), ample),
      new UniqueViolation('groups_external_id'),
    )
    const holder = await groups.find(here, idOf(1))
    t.same(await groups.findTaken(here, { ...admins, displayName: 'admins' }), [
      { key: 'displayName', holder },
      { key: 'externalId', holder },
    ])
    t.equal(await groups.insert(there, group(1, admins), ample), 'inserted')
  })

  t.test('are deleted with their memberships, but not with their members', async (t) => {
    const store = await testStore(t)
    await populate(store, here, { users: 2, groups: 2 })
    await store.memberships.add(here, idOf(1), [idOf(1), idOf(2)], at)
    await store.memberships.add(here, idOf(2), [idOf(1)], at)
    await store.groups.delete(here, idOf(1))
    t.equal((await store.users.list(here, undefined, everything)).length, 2)
    t.same(ids(await store.groups.list(here, { by: 'member', value: idOf(1) }, everything)), [
      idOf(2),
    ])
    t.same(await store.users.list(here, { by: 'group', value: idOf(1) }, everything), [])
  })

  t.test('are listed by each filter', async (t) => {
    const store = await testStore(t)
    await populate(store, here, { users: 2 })
    await populate(store, there, { users: 2, groups: 2 })
    await store.groups.insert(here, group(1, admins), ample)
    await store.groups.insert(here, group(2), ample)
    await store.memberships.add(here, idOf(1), [idOf(1)], at)
    await store.memberships.add(there, idOf(2), [idOf(1), idOf(2)], at)

    const cases: readonly [GroupFilter | undefined, readonly string[]][] = [
      [undefined, [idOf(1), idOf(2)]],
      [{ by: 'id', value: idOf(2) }, [idOf(2)]],
      [{ by: 'id', value: '\0' }, []],
      [{ by: 'displayName', value: 'aDMINS' }, [idOf(1)]],
      [{ by: 'displayName', value: '\0' }, []],
      [{ by: 'externalId', value: 'G1' }, [idOf(1)]],
      [{ by: 'externalId', value: 'g1' }, []],
      [{ by: 'member', value: idOf(1) }, [idOf(1)]],
      [{ by: 'member', value: idOf(2) }, []],
      [{ by: 'member', value: '\ud800' }, []],
      [{ by: 'id-and-member', id: idOf(1), member: idOf(1) }, [idOf(1)]],
      [{ by: 'id-and-member', id: idOf(2), member: idOf(1) }, []],
      [{ by: 'id-and-member', id: idOf(1), member: idOf(2) }, []],
      [{ by: 'id-and-member', id: '\0', member: idOf(1) }, []],
      [{ by: 'id-and-member', id: idOf(1), member: '\0' }, []],
    ]
    for (const [filter, expected] of cases) {
      t.same(
        ids(await store.groups.list(here, filter, everything)),
        expected,
        JSON.stringify(filter),
      )
    }
  })
})
