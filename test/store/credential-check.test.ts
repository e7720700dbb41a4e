import { createHash } from 'node:crypto'
import t from 'tap'
import { CredentialChanged } from '../../src/identity-center/errors.ts'
import type { Store } from '../../src/store/store.ts'
import { testStore } from '../helpers/database.ts'
import { event } from '../helpers/events.ts'
import { ample, at, everything, group, here, idOf, later, user } from '../helpers/rows.ts'

const hash = createHash('sha256').update('token-1').digest()

/** A store with a token, a user and a group, and the credential of the token. */
const populated = async (store: Store) => {
  await store.identityStores.insert({ id: here, createdAt: at, settings: {} })
  await store.tokens.insert(here, { id: 'token-1', hash, createdAt: at, expiresAt: later })
  await store.users.insert(here, user(1), ample)
  await store.groups.insert(here, group(1), ample)
  const holder = await store.tokens.findByHash(hash)
  if (holder === undefined) throw new Error('the token was just inserted')
  return holder
}

/** The calls that can be the first of a request. Each must check the credential itself. */
const firsts: Readonly<Record<string, (store: Store) => Promise<unknown>>> = {
  'finds a user': ({ users }) => users.find(here, idOf(1)),
  'finds no user': ({ users }) => users.find(here, idOf(9)),
  'reads a group': ({ groups }) => groups.read(here, idOf(1)),
  'lists users': ({ users }) => users.list(here, undefined, everything),
  'lists no groups': ({ groups }) =>
    groups.list(here, { by: 'displayName', value: 'missing' }, everything),
  'inserts a user': ({ users }) => users.insert(here, user(2), ample, event('inserted')),
  'inserts beyond the quota': ({ users }) => users.insert(here, user(3), 1, event('full')),
  'updates a user': ({ users }) => users.update(here, user(1), event('updated')),
  'deletes a group': ({ groups }) => groups.delete(here, idOf(1), event('deleted')),
  'locks a user': (store) => store.transaction(({ users }) => users.lock(here, idOf(1))),
}

const changes: Readonly<Record<string, (store: Store) => Promise<unknown>>> = {
  'its token is deleted': ({ tokens }) => tokens.delete(here, 'token-1'),
  'its settings change': ({ identityStores }) =>
    identityStores.saveSettings(here, { throttling: true }),
  'it gets an address': ({ identityStores }) => identityStores.addTenant(here, 'tenant-1', at),
  'its address is retired': ({ identityStores }) => identityStores.retireTenant(here, at),
  'it is deleted': ({ identityStores }) => identityStores.delete(here, at),
}

t.test('a store with a credential check', async (t) => {
  t.test('works as any other while the credential holds', async (t) => {
    const store = await testStore(t)
    const holder = await populated(store)
    for (const [name, first] of Object.entries(firsts)) {
      const { store: checkedStore, check } = store.withCredential(holder)
      await t.resolves(first(checkedStore), name)
      await t.resolves(check())
    }
    t.same((await store.users.list(here, undefined, everything)).length, 2)
    t.equal(await store.groups.find(here, idOf(1)), undefined)
  })

  for (const [change, make] of Object.entries(changes)) {
    t.test(`stops working once ${change}`, async (t) => {
      const store = await testStore(t)
      const holder = await populated(store)
      const { store: seen } = store.withCredential(holder)
      await seen.users.find(here, idOf(1))
      await make(store)
      const before = [
        await store.users.list(here, undefined, everything),
        await store.groups.list(here, undefined, everything),
      ]

      for (const [name, first] of Object.entries(firsts)) {
        await t.rejects(first(store.withCredential(holder).store), new CredentialChanged(), name)
      }
      await t.rejects(store.withCredential(holder).check(), new CredentialChanged())
      await t.resolves(seen.users.find(here, idOf(1)), 'but a request that was let in goes on')
      t.same(
        [
          await store.users.list(here, undefined, everything),
          await store.groups.list(here, undefined, everything),
        ],
        before,
        'nothing was written',
      )
      t.same(await store.events.list({}, { limit: 10 }), [], 'there is no event')
    })
  }
})

t.test('a row is replaced in the version that was read, or not at all', async (t) => {
  const store = await testStore(t)
  await populated(store)
  await store.users.insert(here, user(2), ample)
  const { groups, memberships, events } = store
  const members = { add: [idOf(1)], remove: [] }

  const read = await groups.read(here, idOf(1))
  const version = read?.version ?? ''
  t.equal(await groups.update(here, group(1), event('first'), { version, members }), true)
  t.equal(
    await groups.update(here, group(1), event('late'), {
      version,
      members: { add: [idOf(2)], remove: [idOf(1)] },
    }),
    false,
  )
  const memberIds = async () =>
    (await memberships.list(here, { groupId: idOf(1) }, { after: '', limit: 9 })).map(
      ({ userId }) => userId,
    )
  t.same(await memberIds(), [idOf(1)], 'the late one changed no memberships')
  t.same(
    (await events.list({}, { limit: 9 })).map(({ requestId }) => requestId),
    ['first'],
    'and left no event',
  )

  await groups.update(here, group(1), undefined, { members: { add: [idOf(2)], remove: 'others' } })
  t.same(await memberIds(), [idOf(2)], 'all others leave')
  const now = await groups.read(here, idOf(1))
  await store.transaction(async ({ groups }) => {
    await groups.lock(here, idOf(1))
  })
  t.equal((await groups.read(here, idOf(1)))?.version, now?.version, 'a lock is no new version')
})
