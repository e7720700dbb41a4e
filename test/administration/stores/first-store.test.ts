import t from 'tap'
import { localAdministration } from '../../../src/administration/local-administration.ts'
import {
  ensureFirstStore,
  ensureFixedStore,
} from '../../../src/administration/stores/first-store.ts'
import { administrationDependencies } from '../../helpers/dependencies.ts'
import { testDependencies } from '../../helpers/operation-dependencies.ts'

const fixed = {
  tenantId: '11111111111-2222-3333-4444-555555555555',
  accessToken: 'a-token-for-tests',
}

t.test('a first start', async (t) => {
  t.test('creates one store, whose token is known this once', async (t) => {
    const dependencies = await testDependencies(t)
    const first = await ensureFirstStore(dependencies)
    t.ok(first.isNew)
    t.ok(first.row?.tenantId)
    t.ok(first.accessToken)
    const second = await ensureFirstStore(dependencies)
    t.same(second, { row: first.row, accessToken: null, isNew: false })
  })

  t.test('of several servers at once creates one store', async (t) => {
    const dependencies = await testDependencies(t)
    const starts = await Promise.all(
      Array.from({ length: 8 }, () => ensureFirstStore(dependencies)),
    )
    t.equal(starts.filter(({ isNew }) => isNew).length, 1)
    t.equal((await dependencies.store.identityStores.list()).length, 1)
  })

  t.test('creates a store again when all have been deleted', async (t) => {
    const dependencies = await testDependencies(t)
    const { row } = await ensureFirstStore(dependencies)
    await localAdministration(dependencies, administrationDependencies(dependencies)).deleteStore(
      row?.id ?? '',
    )
    const again = await ensureFirstStore(dependencies)
    t.ok(again.isNew)
    t.not(again.row?.id, row?.id)
  })
})

t.test('a fixed identity', async (t) => {
  t.test('is created with just this tenant id and token', async (t) => {
    const dependencies = await testDependencies(t)
    const { row, accessToken, isNew } = await ensureFixedStore(dependencies, fixed)
    t.equal(row?.tenantId, fixed.tenantId)
    t.equal(accessToken, fixed.accessToken)
    t.ok(isNew)
    t.same(await ensureFixedStore(dependencies, fixed), { row, accessToken, isNew: false })
    t.equal((await dependencies.store.identityStores.list()).length, 1)
  })

  t.test('is created once by several servers that start together', async (t) => {
    const dependencies = await testDependencies(t)
    const starts = await Promise.all(
      Array.from({ length: 8 }, () => ensureFixedStore(dependencies, fixed)),
    )
    t.equal(new Set(starts.map(({ row }) => row?.id)).size, 1)
    t.equal((await dependencies.store.identityStores.list()).length, 1)
  })

  t.test('changes nothing after provisioning was enabled again', async (t) => {
    const dependencies = await testDependencies(t)
    const administration = localAdministration(
      dependencies,
      administrationDependencies(dependencies),
    )
    const { row } = await ensureFixedStore(dependencies, fixed)
    const id = row?.id ?? ''
    const [token] = await administration.listTokens(id)
    await administration.deleteToken(id, token?.id ?? '')
    await administration.setProvisioning(id, false)
    const { tenantId } = await administration.setProvisioning(id, true)

    const later = await ensureFixedStore(dependencies, fixed)
    t.equal(later.row?.id, id)
    t.equal(later.row?.tenantId, tenantId)
    t.equal(later.accessToken, null, 'the token of the environment opens nothing any more')
    t.equal((await administration.listTokens(id)).length, 1)
  })

  t.test('changes nothing after its store was deleted', async (t) => {
    const dependencies = await testDependencies(t)
    const { row } = await ensureFixedStore(dependencies, fixed)
    await localAdministration(dependencies, administrationDependencies(dependencies)).deleteStore(
      row?.id ?? '',
    )
    const later = await ensureFixedStore(dependencies, fixed)
    t.same(later, { row: undefined, accessToken: null, isNew: false })
    t.same(await dependencies.store.identityStores.list(), [])
  })

  t.test('is refused when its token already opens another store', async (t) => {
    const dependencies = await testDependencies(t)
    await ensureFixedStore(dependencies, fixed)
    const other = { ...fixed, tenantId: '22222222222-2222-3333-4444-555555555555' }
    await t.rejects(ensureFixedStore(dependencies, other), {
      name: 'AdministrationError',
      kind: 'conflict',
    })
    t.equal((await dependencies.store.identityStores.list()).length, 1)
  })
})
