import t from 'tap'
import { localAdministration } from '../../src/administration/local-administration.ts'
import { administrationDependencies } from '../helpers/dependencies.ts'
import { testDependencies } from '../helpers/operation-dependencies.ts'

const dependencies = await testDependencies(t)
const administration = localAdministration(
  dependencies,
  administrationDependencies(dependencies, { endpointOf: (tenantId) => `http://scim/${tenantId}` }),
)
const conflict = { name: 'AdministrationError', kind: 'conflict' }
const notFound = { name: 'AdministrationError', kind: 'not-found' }

t.test('an identity store', async (t) => {
  t.test('is created with an endpoint and a token', async (t) => {
    const { token, ...store } = await administration.createStore({})
    t.match(store.identityStoreId, /^d-[0-9a-f]{10}$/)
    t.match(store.tenantId, /^[A-Za-z0-9]{11}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
    t.same(store, {
      identityStoreId: store.identityStoreId,
      tenantId: store.tenantId,
      scimEndpoint: `http://scim/${store.tenantId}`,
      provisioningEnabled: true,
      createdAt: '2026-01-31T12:00:00.000Z',
      settings: {},
    })
    t.same(await administration.getStore(store.identityStoreId), store)
    t.equal(token?.state, 'active')
    const length = token?.accessToken.length ?? 0
    t.ok(length >= 512 && length <= 600, `${length} characters`)
  })

  t.test('can be created without either', async (t) => {
    const store = await administration.createStore({ provisioning: false })
    t.equal(store.provisioningEnabled, false)
    t.equal(store.tenantId, null)
    t.equal(store.scimEndpoint, null)
    t.notOk('token' in store)
    t.same(await administration.listTokens(store.identityStoreId), [])
  })

  t.test('is created with settings, when these mean something', async (t) => {
    const settings = { asOf: '2022-01-01', throttling: true }
    const store = await administration.createStore({ settings })
    t.same(store.settings, settings)
    const before = (await administration.listStores()).length
    await t.rejects(administration.createStore({ settings: { asof: 1 } }), {
      name: 'AdministrationError',
      kind: 'invalid',
    })
    t.equal((await administration.listStores()).length, before)
  })

  t.test('is deleted with its tokens, and its tenant id stays retired', async (t) => {
    const { identityStoreId, tenantId } = await administration.createStore({})
    await administration.deleteStore(identityStoreId)
    await t.rejects(administration.getStore(identityStoreId), notFound)
    await t.rejects(administration.deleteStore(identityStoreId), notFound)
    const tenant = await dependencies.store.identityStores.findTenant(tenantId ?? '')
    t.ok(tenant?.retiredAt)
  })

  t.test('that does not exist is refused by every method', async (t) => {
    for (const id of ['d-0000000000', '', 'd-\u0000', '../..', 'D-0000000000']) {
      await t.rejects(administration.getStore(id), notFound)
      await t.rejects(administration.deleteStore(id), notFound)
      await t.rejects(administration.setProvisioning(id, true), notFound)
      await t.rejects(administration.setProvisioning(id, false), notFound)
      await t.rejects(administration.listTokens(id), notFound)
      await t.rejects(administration.createToken(id), notFound)
      await t.rejects(administration.deleteToken(id, 'x'), notFound)
      await t.rejects(administration.getSettings(id), notFound)
      await t.rejects(administration.replaceSettings(id, {}), notFound)
    }
  })
})

t.test('provisioning', async (t) => {
  const created = await administration.createStore({})
  const id = created.identityStoreId

  t.test('stays as it is when it is enabled again', async (t) => {
    const again = await administration.setProvisioning(id, true)
    t.equal(again.tenantId, created.tenantId)
    t.notOk('token' in again)
    t.equal((await administration.listTokens(id)).length, 1)
  })

  t.test('is not disabled while a token is live', async (t) => {
    await t.rejects(administration.setProvisioning(id, false), conflict)
    t.equal((await administration.getStore(id)).tenantId, created.tenantId)
  })

  t.test('retires the tenant id when it is disabled', async (t) => {
    await administration.deleteToken(id, created.token?.id ?? '')
    const disabled = await administration.setProvisioning(id, false)
    t.equal(disabled.provisioningEnabled, false)
    t.equal(disabled.tenantId, null)
    const tenant = await dependencies.store.identityStores.findTenant(created.tenantId ?? '')
    t.same(tenant?.retiredAt, dependencies.now())
    t.same(await administration.setProvisioning(id, false), disabled)
  })

  t.test('gives no token while it is disabled', async (t) => {
    await t.rejects(administration.createToken(id), conflict)
  })

  t.test('comes back with a new tenant id and a new token', async (t) => {
    const enabled = await administration.setProvisioning(id, true)
    t.ok(enabled.tenantId)
    t.not(enabled.tenantId, created.tenantId)
    t.ok(enabled.token?.accessToken)
    t.not(enabled.token?.accessToken, created.token?.accessToken)
  })
})

t.test('access tokens', async (t) => {
  const { identityStoreId: id, token: first } = await administration.createStore({})

  t.test('last for a year', async (t) => {
    t.equal(first?.createdAt, '2026-01-31T12:00:00.000Z')
    t.equal(first?.expiresAt, '2027-01-31T12:00:00.000Z')
  })

  t.test('are two at the most, however many are asked for at once', async (t) => {
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => administration.createToken(id)),
    )
    t.equal(results.filter(({ status }) => status === 'fulfilled').length, 1)
    t.equal((await administration.listTokens(id)).length, 2)
    await t.rejects(administration.createToken(id), conflict)
  })

  t.test('are listed without their values', async (t) => {
    for (const token of await administration.listTokens(id)) {
      t.same(Object.keys(token), [
        'id',
        'createdAt',
        'expiresAt',
        'lastUsedAt',
        'state',
        'daysLeft',
      ])
    }
  })

  t.test('can be created again when one is deleted', async (t) => {
    await administration.deleteToken(id, first?.id ?? '')
    await t.rejects(administration.deleteToken(id, first?.id ?? ''), notFound)
    await t.rejects(administration.deleteToken(id, '\u0000'), notFound)
    t.ok((await administration.createToken(id)).accessToken)
  })

  t.test('of one store are not deleted through another', async (t) => {
    const other = await administration.createStore({})
    await t.rejects(administration.deleteToken(id, other.token?.id ?? ''), notFound)
    t.equal((await administration.listTokens(other.identityStoreId)).length, 1)
  })

  t.test('count no more when they have expired', async (t) => {
    dependencies.setClock('2027-01-31T12:00:00.000Z')
    const expired = await administration.listTokens(id)
    t.same(
      expired.map(({ state }) => state),
      ['expired', 'expired'],
    )
    const fresh = await administration.createToken(id)
    t.equal(fresh.state, 'active')
    t.equal((await administration.listTokens(id)).length, 3)
    await administration.deleteToken(id, fresh.id)
    t.equal((await administration.setProvisioning(id, false)).provisioningEnabled, false)
  })

  t.test('that were made on 29 February expire on 1 March', async (t) => {
    dependencies.setClock('2028-02-29T00:00:00.000Z')
    const { token } = await administration.createStore({})
    t.equal(token?.expiresAt, '2029-03-01T00:00:00.000Z')
  })
})

t.test('settings', async (t) => {
  const { identityStoreId: id } = await administration.createStore({
    settings: { asOf: '2022-01-01' },
  })

  t.test('are replaced as a whole', async (t) => {
    t.same(await administration.replaceSettings(id, { throttling: true }), { throttling: true })
    t.same(await administration.getSettings(id), { throttling: true })
    t.same(await administration.replaceSettings(id, {}), {})
    t.same(await administration.getSettings(id), {})
  })

  t.test('are refused when any part means nothing, and stay', async (t) => {
    await administration.replaceSettings(id, { throttling: true })
    const wrong = [[], null, 'x', { throttling: 'yes' }, { rules: { nothing: 'off' } }, { asOf: 1 }]
    for (const given of wrong) {
      await t.rejects(administration.replaceSettings(id, given), {
        name: 'AdministrationError',
        kind: 'invalid',
      })
    }
    t.same(await administration.getSettings(id), { throttling: true })
  })
})
