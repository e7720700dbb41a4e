import t, { type Test } from 'tap'
import { dryRunStore } from '../../src/store/dry-run-store.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { Store } from '../../src/store/store.ts'
import { lastingDatabase } from '../helpers/database.ts'
import { event } from '../helpers/events.ts'
import { type Place, rawSql } from '../helpers/raw-sql.ts'
import {
  ample,
  at,
  everything,
  group,
  here,
  idOf,
  later,
  populate,
  there,
  user,
} from '../helpers/rows.ts'

const unknown = 'd-unknown'

/** Member changes that change nothing. */
const noMembers = { add: [], remove: 'others' } as const

/** Calls that an operation may make on a store. */
const calls: Readonly<Record<string, (store: Store) => Promise<unknown>>> = {
  'inserts a user': ({ users }) => users.insert(here, user(9), ample, event('1')),
  'inserts a user into no store': ({ users }) => users.insert(unknown, user(1), ample),
  'inserts a user whose id is in use': ({ users }) =>
    users.insert(here, user(1, { userName: 'new' }), ample),
  'inserts a user whose name is in use': ({ users }) =>
    users.insert(here, user(9, { userName: 'USER-1' }), ample, event('1')),
  'inserts a user whose address is in use': ({ users }) =>
    users.insert(here, user(9, { email: 'JANE@example.com' }), ample),
  'inserts a user whose external id is in use': ({ users }) =>
    users.insert(here, user(9, { externalId: 'E1' }), ample),
  'inserts a user all of whose keys are in use': ({ users }) =>
    users.insert(
      here,
      user(9, { userName: 'user-1', email: 'jane@example.com', externalId: 'E1' }),
      ample,
    ),
  'inserts a user with two keys in use': ({ users }) =>
    users.insert(here, user(9, { externalId: 'E1', email: 'jane@example.com' }), ample),
  'inserts one user too many': ({ users }) => users.insert(here, user(9), 4),
  'inserts one user too many whose name is in use': ({ users }) =>
    users.insert(here, user(9, { userName: 'user-1' }), 4),
  'inserts the last user whose name is in use': ({ users }) =>
    users.insert(here, user(9, { userName: 'user-1' }), 5),
  'inserts the last user': ({ users }) => users.insert(here, user(9), 5),
  'updates a user': ({ users }) =>
    users.update(here, user(1, { userName: 'USER-1', email: 'new@example.com' }), event('1')),
  'updates a user to a name in use': ({ users }) =>
    users.update(here, user(1, { userName: 'user-2' })),
  'updates a user to an address in use': ({ users }) =>
    users.update(here, user(1, { email: 'jane@example.com' })),
  'updates no user': ({ users }) => users.update(here, user(8, { userName: 'user-1' })),
  'deletes a user': ({ users }) => users.delete(here, idOf(1), event('1')),
  'deletes no user': ({ users }) => users.delete(here, idOf(8), event('1')),
  'deletes the impossible': ({ users }) => users.delete(here, '\0'),
  'clears users': ({ users }) => users.clear(here),
  'locks a user': ({ users }) => users.lock(here, idOf(1)),
  'finds a user': ({ users }) => users.find(here, idOf(1)),
  'lists users': ({ users }) => users.list(here, { by: 'group', value: idOf(1) }, everything),
  'inserts a group': ({ groups }) => groups.insert(here, group(9), ample),
  'inserts a group whose id is in use': ({ groups }) =>
    groups.insert(here, group(1, { displayName: 'new' }), ample),
  'inserts a group whose name is in use': ({ groups }) =>
    groups.insert(here, group(9, { displayName: 'GROUP-1' }), ample),
  'inserts a group whose external id is in use': ({ groups }) =>
    groups.insert(here, group(9, { externalId: 'G2' }), ample),
  'updates a group to a name in use': ({ groups }) =>
    groups.update(here, group(1, { displayName: 'group-2' })),
  'deletes a group': ({ groups }) => groups.delete(here, idOf(1)),
  'adds members': ({ memberships }) =>
    memberships.add(here, idOf(1), [idOf(1), idOf(2), idOf(2)], at),
  'adds no user to no group': ({ memberships }) => memberships.add(here, idOf(8), [], at),
  'adds a member who is not there': ({ memberships }) =>
    memberships.add(here, idOf(1), [idOf(1), idOf(8)], at),
  'adds a member of another store': ({ memberships }) =>
    memberships.add(there, idOf(1), [idOf(4)], at),
  'adds an impossible member': ({ memberships }) =>
    memberships.add(here, idOf(1), [idOf(1), '\0'], at),
  'adds a member to no group': ({ memberships }) =>
    memberships.add(here, idOf(8), [idOf(1), idOf(8)], at),
  'adds a member to an impossible group': ({ memberships }) =>
    memberships.add(here, '\0', [idOf(1)], at),
  'removes members': ({ memberships }) => memberships.remove(here, idOf(1), [idOf(3), idOf(8)]),
  'empties a group': ({ groups }) =>
    groups.update(here, group(1), event('1'), { members: noMembers }),
  'adds no existing user to a group': ({ groups }) =>
    groups.update(here, group(1), event('1'), { members: { add: [idOf(8)], remove: [] } }),
  'counts a call': ({ throttles }) => throttles.count(here, 'CreateUser', at),
  'uses a token': ({ tokens }) => tokens.touch('token-1', later),
  'uses an access key': ({ accessKeys }) => accessKeys.touch('AKIA1', later),
  'inserts an event': ({ events }) => events.insert([event('1')]),
  'locks an identity store': ({ identityStores }) => identityStores.lock(here),
  'finds no identity store': ({ identityStores }) => identityStores.find(unknown),
  'creates a group with members': (store) =>
    store.transaction(async ({ groups, memberships }) => {
      await groups.insert(here, group(9), ample, event('1'))
      await memberships.add(here, idOf(9), [idOf(1)], at)
    }),
  'creates a group with its first user': (store) =>
    store.transaction(async ({ users, groups, memberships }) => {
      await users.insert(here, user(9), ample)
      await groups.insert(here, group(9), ample)
      await memberships.add(here, idOf(9), [idOf(9), idOf(1)], at)
    }),
  'creates a group with a member who is not there': (store) =>
    store.transaction(async ({ groups, memberships }) => {
      await groups.insert(here, group(9), ample)
      await memberships.add(here, idOf(9), [idOf(8)], at)
    }),
  'changes a group': (store) =>
    store.transaction(async ({ groups }) => {
      const locked = await groups.lock(here, idOf(1))
      const renamed = group(1, { displayName: 'new' })
      await groups.update(here, renamed, event('1'), { members: noMembers })
      return locked
    }),
  'thinks better of it': (store) =>
    store.transaction(async ({ users }) => {
      await users.insert(here, user(9), ample)
      throw new Error('thought better of it')
    }),
}

const outcome = (answer: Promise<unknown>) =>
  answer.then(
    (answer) => ({ answer }),
    (error: Error) => ({ error: `${error.name} ${error.message}` }),
  )

/** Closes the store while it reads the database: PGlite allows one session. */
const dump = async (place: Place) => {
  const tables = await rawSql(
    place,
    `select tablename as name from pg_tables where schemaname = 'public' order by tablename`,
  )
  const rows = tables.map(
    ({
      name,
    }) => `select '${name}' as name, coalesce(json_agg(r order by r::text), '[]')::text as rows
      from ${name} r`,
  )
  const sequences = ['user_sequence', 'group_sequence', 'event_sequence'].map(
    (name) => `select '${name}', last_value || ' ' || is_called from ${name}`,
  )
  return rawSql(place, [...rows, ...sequences].join(' union all '))
}

const prepared = async (t: Test): Promise<Place> => {
  const place = await lastingDatabase(t)
  const { store, close } = await openStore(place)
  await store.identityStores.insert({ id: here, createdAt: at, settings: {} })
  await store.identityStores.addTenant(here, 'tenant-1', at)
  await store.tokens.insert(here, {
    id: 'token-1',
    hash: Buffer.alloc(32, 1),
    createdAt: at,
    expiresAt: later,
  })
  await populate(store, here, { users: 3, groups: 1 })
  await store.users.insert(
    here,
    user(4, { email: 'jane@example.com', externalId: 'E1' }),
    ample,
    event('0'),
  )
  await store.groups.insert(here, group(2, { externalId: 'G2' }), ample)
  await store.memberships.add(here, idOf(1), [idOf(3)], at)
  await populate(store, there, { users: 1, groups: 1 })
  await close()
  return place
}

t.test('a dry-run store', async (t) => {
  t.test('returns what the real store would, and changes nothing', async (t) => {
    const place = await prepared(t)
    const before = await dump(place)
    const { store, close } = await openStore(place)
    const dry: unknown[] = []
    for (const [name, call] of Object.entries(calls)) {
      dry.push({ name, ...(await outcome(call(dryRunStore(store)))) })
    }
    await close()
    t.same(await dump(place), before)

    const again = await openStore(place)
    t.teardown(again.close)
    const undo = new Error('undo')
    for (const [index, [name, call]] of Object.entries(calls).entries()) {
      let wet: unknown
      const attempt = again.store.transaction(async (store) => {
        // A nested transaction would be refused: run its work in this one, which rolls it back.
        wet = await outcome(call({ ...store, transaction: (work) => work(store) }))
        throw undo
      })
      await t.rejects(attempt, undo)
      t.same(dry[index], { name, ...Object(wet) })
    }
  })

  t.test('neither opens a transaction nor locks', async (t) => {
    const { store, close } = await openStore(await prepared(t))
    t.teardown(close)
    const untouchable = async () => {
      throw new Error('touched')
    }
    const withoutTransactions: Store = {
      ...store,
      users: { ...store.users, lock: untouchable },
      groups: { ...store.groups, lock: untouchable },
      identityStores: { ...store.identityStores, lock: untouchable },
      transaction: untouchable,
    }
    for (const [name, call] of Object.entries(calls)) {
      const { error = '' } = Object(await outcome(call(dryRunStore(withoutTransactions))))
      t.notOk(String(error).includes('touched'), name)
    }
  })

  t.test('throws for changes that operations never make', async (t) => {
    const place = await prepared(t)
    const { store, close } = await openStore(place)
    const { identityStores, tokens, accessKeys, events, secrets } = dryRunStore(store)
    const hash = Buffer.alloc(32, 2)
    const changes: readonly (() => Promise<unknown>)[] = [
      () => identityStores.insert({ id: unknown, createdAt: at, settings: {} }),
      () => identityStores.saveSettings(here, { throttling: true }),
      () => identityStores.delete(here, later),
      () => identityStores.addTenant(here, 'tenant-2', at),
      () => identityStores.retireTenant(here, at),
      () => tokens.insert(here, { id: 'token-2', hash, createdAt: at, expiresAt: later }),
      () => tokens.delete(here, 'token-1'),
      () => accessKeys.insert(here, { id: 'AKIA2', createdAt: at }),
      () => accessKeys.delete(here, 'AKIA1'),
      () => events.clean(here, { before: later, count: 0 }),
      () => events.clear(here),
      () => secrets.keep('admin-token', hash, at),
      () => secrets.replace('admin-token', hash, at),
    ]
    for (const change of changes) {
      await t.rejects(change, { message: /^A dry run changes only/ })
    }
    t.equal((await events.list({}, { limit: 10 })).length, 1)
    t.equal((await tokens.list(here)).length, 1)
    t.equal(await secrets.find('admin-token'), undefined)
    await close()
  })
})
