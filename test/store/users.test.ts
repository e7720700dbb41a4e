import t from 'tap'
import { UniqueViolation } from '../../src/identity-center/errors.ts'
import type { UserFilter } from '../../src/identity-center/filters.ts'
import { enterpriseUserUrn } from '../../src/scim/urn.ts'
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
  user,
} from '../helpers/rows.ts'

const jane = { userName: 'Jane', email: 'Jane@Example.com', externalId: 'E1' }

t.test('users', async (t) => {
  t.test('are found as they were inserted', async (t) => {
    const { users } = await testStore(t)
    const resource = JSON.stringify({ nul: '\0', surrogate: '\ud800', emoji: '\u{1f600}' })
    t.equal(await users.insert(here, { ...user(1), resource }, ample), 'inserted')
    t.same(await users.find(here, idOf(1)), {
      id: idOf(1),
      sequence: 1,
      resource,
      createdAt: at,
      updatedAt: at,
      createdBy: 'scim',
      updatedBy: 'scim',
      externalIdIssuer: null,
      extra: '{}',
    })
    t.equal(await users.find(here, idOf(2)), undefined)
    t.equal(await users.find(there, idOf(1)), undefined, 'not from another identity store')
  })

  t.test('are replaced completely', async (t) => {
    const { users } = await testStore(t)
    await users.insert(here, user(1, jane), ample)
    await users.insert(there, user(1, jane), ample)
    await users.update(here, { ...user(1, { userName: 'june' }), resource: '{"new":1}', at: later })
    t.same(await users.find(here, idOf(1)), {
      id: idOf(1),
      sequence: 1,
      resource: '{"new":1}',
      createdAt: at,
      updatedAt: later,
      createdBy: 'scim',
      updatedBy: 'scim',
      externalIdIssuer: null,
      extra: '{}',
    })
    t.same(await users.findTaken(here, jane), [], 'the old keys are free')
    t.equal((await users.find(there, idOf(1)))?.resource, user(1).resource)
  })

  t.test('are deleted with their memberships, and no others', async (t) => {
    const store = await testStore(t)
    await populate(store, here, { users: 2, groups: 1 })
    await populate(store, there, { users: 1 })
    await store.memberships.add(here, idOf(1), [idOf(1), idOf(2)], at)
    t.equal(await store.users.delete(here, idOf(1)), true)
    t.equal(await store.users.delete(here, idOf(1)), false)
    t.same(ids(await store.users.list(here, undefined, everything)), [idOf(2)])
    t.same(ids(await store.users.list(here, { by: 'group', value: idOf(1) }, everything)), [
      idOf(2),
    ])
    t.same(await store.groups.list(here, { by: 'member', value: idOf(1) }, everything), [])
    t.same(ids(await store.users.list(there, undefined, everything)), [idOf(1)])
  })

  t.test('are cleared in one identity store alone', async (t) => {
    const store = await testStore(t)
    await populate(store, here, { users: 3 })
    await populate(store, there, { users: 2 })
    await store.users.clear(here)
    t.same(await store.users.list(here, undefined, everything), [])
    t.equal((await store.users.list(there, undefined, everything)).length, 2)
  })

  t.test('are unique by user name, e-mail address and external id', async (t) => {
    const { users } = await testStore(t)
    await users.insert(here, user(1, jane), ample)
    const clashes = [
      [{ userName: 'jANE' }, 'users_user_name'],
      [{ email: 'JANE@EXAMPLE.COM' }, 'users_email'],
      [{ externalId: 'E1' }, 'users_external_id'],
    ] as const
    for (const [keys, constraint] of clashes) {
      await t.rejects(users.insert(here, user(2, keys), ample), new UniqueViolation(constraint))
    }
    await t.rejects(
      users.insert(here, user(1, { userName: 'x' }), ample),
      new UniqueViolation('users_id'),
    )
    t.equal(
      await users.insert(here, user(2, { externalId: 'e1' }), ample),
      'inserted',
      'external ids have case',
    )
    await t.rejects(
      users.update(here, user(2, { userName: 'jane' })),
      new UniqueViolation('users_user_name'),
    )
    await users.update(here, user(1, jane))
    t.equal(
      await users.insert(there, user(1, jane), ample),
      'inserted',
      'within one identity store',
    )
  })

  t.test('may lack a key', async (t) => {
    const { users } = await testStore(t)
    const nothing = { userName: undefined, email: undefined, externalId: undefined }
    await users.insert(here, user(1, nothing), ample)
    t.equal(await users.insert(here, user(2, nothing), ample), 'inserted')
    t.same(await users.findTaken(here, nothing), [])
  })

  t.test('are found by the keys that they hold', async (t) => {
    const { users } = await testStore(t)
    await users.insert(here, user(1, { userName: 'jane' }), ample)
    await users.insert(here, user(2, { email: 'jane@example.com', externalId: 'E1' }), ample)
    await users.insert(there, user(3, jane), ample)
    const first = await users.find(here, idOf(1))
    const second = await users.find(here, idOf(2))
    t.same(await users.findTaken(here, jane), [
      { key: 'userName', holder: first },
      { key: 'email', holder: second },
      { key: 'externalId', holder: second },
    ])
    t.same(await users.findTaken(here, jane, idOf(2)), [{ key: 'userName', holder: first }])
    t.same(await users.findTaken(here, { ...jane, userName: undefined }, idOf(2)), [])
    t.equal((await users.findTaken(here, jane, '\0')).length, 3, 'an invalid id excludes no row')
  })

  t.test('are found by the keys that they hold, for many rows at once', async (t) => {
    const { users } = await testStore(t)
    await users.insert(here, user(1, { userName: 'jane' }), ample)
    await users.insert(here, user(2, { email: 'jane@example.com', externalId: 'E1' }), ample)
    await users.insert(there, user(3, { userName: 'john' }), ample)
    const first = await users.find(here, idOf(1))
    const second = await users.find(here, idOf(2))
    const nothing = { userName: undefined, email: undefined, externalId: undefined }
    const many = [jane, nothing, { ...nothing, userName: 'john' }, { ...nothing, externalId: 'E1' }]
    t.same(await users.findTakenByMany(here, many), [
      [
        { key: 'userName', holder: first },
        { key: 'email', holder: second },
        { key: 'externalId', holder: second },
      ],
      [],
      [],
      [{ key: 'externalId', holder: second }],
    ])
    const thousand = Array.from({ length: 1_000 }, () => jane)
    t.same(
      (await users.findTakenByMany(here, thousand)).map((taken) => taken.length),
      thousand.map(() => 3),
    )
    t.same(await users.findTakenByMany(here, []), [])
  })

  t.test('are counted, and found by their ids', async (t) => {
    const store = await testStore(t)
    await populate(store, here, { users: 3, groups: 1 })
    await populate(store, there, { users: 9 })
    t.equal(await store.users.isFull(here, 3), true)
    t.equal(await store.users.isFull(here, 4), false)
    t.equal(await store.users.isFull('d-unknown', 1), false)
    t.equal(await store.users.isFull('d-unknown', 0), true)
    const asked = [idOf(3), idOf(9), '\0', idOf(1)]
    t.same((await store.users.findExisting(here, asked)).toSorted(), [idOf(1), idOf(3)])
    t.same(await store.groups.findExisting(here, asked), [idOf(1)])
    t.same(await store.users.findExisting(here, []), [])
  })

  t.test('say what created and changed them', async (t) => {
    const { users } = await testStore(t)
    await users.insert(here, { ...user(1), by: 'manual' }, ample)
    await users.insert(here, { ...user(2), by: 'manual' }, 2)
    await users.update(here, { ...user(1), by: 'scim', at: later })
    const made = await users.list(here, undefined, everything)
    t.same(
      made.map(({ createdBy }) => createdBy),
      ['manual', 'manual'],
    )
  })

  t.test('are listed by each filter', async (t) => {
    const store = await testStore(t)
    const resource = JSON.stringify({ [enterpriseUserUrn]: { manager: { value: 'm-1' } } })
    await store.users.insert(here, { ...user(1, jane), resource }, ample)
    await populate(store, there, { users: 2, groups: 1 })
    await store.users.insert(here, user(2), ample)
    await store.groups.insert(here, group(1), ample)
    await store.groups.insert(here, group(2), ample)
    await store.memberships.add(here, idOf(1), [idOf(2)], at)
    await store.memberships.add(there, idOf(1), [idOf(1)], at)

    const cases: readonly [UserFilter, readonly string[]][] = [
      [{ by: 'id', value: idOf(1) }, [idOf(1)]],
      [{ by: 'id', value: idOf(9) }, []],
      [{ by: 'id', value: 'a\0' }, []],
      [{ by: 'userName', value: 'JANE' }, [idOf(1)]],
      [{ by: 'userName', value: 'missing' }, []],
      [{ by: 'userName', value: '\0\ud800' }, []],
      [{ by: 'externalId', value: 'E1' }, [idOf(1)]],
      [{ by: 'externalId', value: 'e1' }, []],
      [{ by: 'group', value: idOf(1) }, [idOf(2)]],
      [{ by: 'group', value: idOf(2) }, []],
      [{ by: 'group', value: idOf(9) }, []],
      [{ by: 'group', value: '\0' }, []],
      [{ by: 'id-and-manager', id: idOf(1), manager: 'm-1' }, [idOf(1)]],
      [{ by: 'id-and-manager', id: idOf(1), manager: 'M-1' }, []],
      [{ by: 'id-and-manager', id: idOf(2), manager: 'm-1' }, []],
      [{ by: 'id-and-manager', id: '\0', manager: 'm-1' }, []],
    ]
    for (const [filter, expected] of cases) {
      t.same(
        ids(await store.users.list(here, filter, everything)),
        expected,
        JSON.stringify(filter),
      )
    }
    const [first] = await store.users.list(here, { by: 'id', value: idOf(1) }, everything)
    const after = { after: first?.sequence ?? 0, limit: 10 }
    t.same(await store.users.list(here, { by: 'userName', value: 'jane' }, after), [])
  })

  t.test('with invalid ids are not found by any query', async (t) => {
    const { users } = await testStore(t)
    for (const id of ['', '\0', '\ud800', 'a b']) {
      t.equal(await users.find(here, id), undefined)
      t.equal(await users.lock(here, id), undefined)
      t.equal(await users.delete(here, id), false)
    }
  })
})
