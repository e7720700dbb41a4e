import t from 'tap'
import { MissingReference, UniqueViolation } from '../../src/identity-center/errors.ts'
import { testStore } from '../helpers/database.ts'
import { at, here, later, there } from '../helpers/rows.ts'

t.test('an access key leads to its identity store until it is deleted', async (t) => {
  const { identityStores, accessKeys } = await testStore(t)
  t.equal(await accessKeys.isEmpty(), true)
  for (const id of [here, there]) {
    await identityStores.insert({ id, createdAt: at, settings: { throttling: true } })
  }
  await accessKeys.insert(here, { id: 'AKIA1', createdAt: at })
  await accessKeys.insert(here, { id: 'AKIA2', createdAt: later })
  t.equal(await accessKeys.isEmpty(), false)
  const holder = {
    identityStoreId: here,
    tenantId: null,
    storeCreatedAt: at,
    lastUsedAt: null,
    settings: '{"throttling":true}',
  }
  t.same(await accessKeys.find('AKIA1'), holder)
  await identityStores.addTenant(here, 'tenant-1', at)
  await accessKeys.touch('AKIA1', later)
  t.same(await accessKeys.find('AKIA1'), { ...holder, tenantId: 'tenant-1', lastUsedAt: later })
  for (const id of ['AKIA3', '\0', '']) t.equal(await accessKeys.find(id), undefined)

  t.same(await accessKeys.list(here), [
    { id: 'AKIA1', createdAt: at, lastUsedAt: later },
    { id: 'AKIA2', createdAt: later, lastUsedAt: null },
  ])
  t.same(await accessKeys.list(there), [])

  t.equal(await accessKeys.delete(there, 'AKIA1'), false, 'not by another identity store')
  t.equal(await accessKeys.delete(here, '\0'), false)
  t.equal(await accessKeys.delete(here, 'AKIA1'), true)
  t.equal(await accessKeys.delete(here, 'AKIA1'), false)
  t.equal(await accessKeys.find('AKIA1'), undefined)

  await t.rejects(
    accessKeys.insert(there, { id: 'AKIA2', createdAt: at }),
    new UniqueViolation('access_keys_id'),
  )
  await t.rejects(
    accessKeys.insert('d-9', { id: 'AKIA9', createdAt: at }),
    new MissingReference('access_keys_identity_store'),
  )
  await identityStores.delete(here, later)
  t.equal(await accessKeys.isEmpty(), true, 'they go with their store')
})
