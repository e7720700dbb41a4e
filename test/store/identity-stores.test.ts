import t from 'tap'
import { UniqueViolation } from '../../src/identity-center/errors.ts'
import type { Store } from '../../src/store/store.ts'
import { testStore } from '../helpers/database.ts'
import { at, everything, here, idOf, later, populate, there } from '../helpers/rows.ts'

const create = async ({ identityStores }: Store, id: string, createdAt = at) =>
  identityStores.insert({ id, createdAt, settings: {} })

t.test('identity stores', async (t) => {
  t.test('are listed oldest first, with settings and tenant id', async (t) => {
    const store = await testStore(t)
    const { identityStores } = store
    await create(store, there, later)
    await create(store, here)
    await identityStores.addTenant(here, 'tenant-1', at)
    await identityStores.saveSettings(here, { asOf: '2021-08-01', rules: { 'a\0\ud800': 'off' } })
    t.same(await identityStores.list(), [
      {
        id: here,
        tenantId: 'tenant-1',
        createdAt: at,
        settings: { asOf: '2021-08-01', rules: { 'a\0\ud800': 'off' } },
      },
      { id: there, tenantId: null, createdAt: later, settings: {} },
    ])
    t.same(await identityStores.find(there), (await identityStores.list())[1])
    t.same(
      await store.transaction(({ identityStores }) => identityStores.lock(there)),
      (await identityStores.list())[1],
    )
    for (const unknown of ['d-9', '\0']) {
      t.equal(await identityStores.find(unknown), undefined)
      t.equal(await identityStores.lock(unknown), undefined)
      t.equal(await identityStores.delete(unknown, at), false)
    }
    await t.rejects(create(store, here), new UniqueViolation('identity_stores_id'))
  })

  t.test('have one tenant id at a time, which is never used again', async (t) => {
    const store = await testStore(t)
    const { identityStores } = store
    await create(store, here)
    await create(store, there)
    await identityStores.addTenant(here, 'tenant-1', at)
    t.same(await identityStores.findTenant('tenant-1'), {
      id: 'tenant-1',
      identityStoreId: here,
      retiredAt: null,
    })
    await t.rejects(
      identityStores.addTenant(here, 'tenant-2', at),
      new UniqueViolation('tenants_live'),
    )
    await identityStores.addTenant(there, 'tenant-3', at)
    await identityStores.retireTenant(here, later)
    t.same((await identityStores.findTenant('tenant-1'))?.retiredAt, later)
    t.equal((await identityStores.findTenant('tenant-3'))?.retiredAt, null)
    t.equal((await identityStores.find(here))?.tenantId, null)
    await t.rejects(
      identityStores.addTenant(here, 'tenant-1', later),
      new UniqueViolation('tenants_id'),
    )
    await identityStores.addTenant(here, 'tenant-2', later)
    t.equal((await identityStores.find(here))?.tenantId, 'tenant-2')
    await identityStores.retireTenant(here, new Date(later.getTime() + 1))
    t.same((await identityStores.findTenant('tenant-1'))?.retiredAt, later, 'retired once')
    t.equal(await identityStores.findTenant('tenant-9'), undefined)
    t.equal(await identityStores.findTenant('\0'), undefined)
  })

  t.test('are deleted with their contents, but their tenant ids stay known', async (t) => {
    const store = await testStore(t)
    const { identityStores, tokens, users, groups, memberships, throttles } = store
    const hash = (id: string) => Buffer.from(id)
    for (const id of [here, there]) {
      await create(store, id)
      await identityStores.addTenant(id, `tenant-${id}`, at)
      await tokens.insert(id, {
        id: `token-${id}`,
        hash: hash(id),
        createdAt: at,
        expiresAt: later,
      })
      await populate(store, id, { users: 2, groups: 1 })
      await memberships.add(id, idOf(1), [idOf(1)], at)
      await throttles.count(id, 'CreateUser', at)
    }
    t.equal(await identityStores.delete(here, later), true)
    t.equal(await identityStores.delete(here, later), false)

    t.equal(await identityStores.find(here), undefined)
    t.same((await identityStores.findTenant(`tenant-${here}`))?.retiredAt, later)
    t.equal(await tokens.findByHash(hash(here)), undefined)
    t.same(await users.list(here, undefined, everything), [])
    t.same(await groups.list(here, undefined, everything), [])
    t.same(await users.list(here, { by: 'group', value: idOf(1) }, everything), [])
    t.equal(await throttles.count(here, 'CreateUser', at), 1)

    t.equal((await identityStores.find(there))?.tenantId, `tenant-${there}`)
    t.ok(await tokens.findByHash(hash(there)))
    t.equal((await users.list(there, { by: 'group', value: idOf(1) }, everything)).length, 1)
    t.equal(await throttles.count(there, 'CreateUser', at), 2)
  })
})
