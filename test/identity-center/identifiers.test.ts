import fc from 'fast-check'
import t from 'tap'
import {
  accessToken,
  accessTokenBytes,
  identityStoreId,
  identityStoreIdBytes,
  isAccessToken,
  isIdentityStoreId,
  isResourceId,
  isTenantId,
  resourceId,
  resourceIdBytes,
  tenantId,
  tenantIdBytes,
  tokenId,
  tokenIdBytes,
} from '../../src/identity-center/identifiers.ts'

const bytes = (count: number) => fc.uint8Array({ minLength: count, maxLength: count })
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

t.test('every identifier has the shape of the real ones', async (t) => {
  fc.assert(
    fc.property(
      bytes(identityStoreIdBytes),
      bytes(tenantIdBytes),
      bytes(resourceIdBytes),
      bytes(accessTokenBytes),
      (forStore, forTenant, forResource, forToken) => {
        const store = identityStoreId(forStore)
        t.ok(isIdentityStoreId(store), store)

        const tenant = tenantId(forTenant)
        t.ok(isTenantId(tenant), tenant)
        t.match(tenant, /^[A-Za-z0-9]{3}[0-9a-f]{8}-[0-9a-f]{4}-4/)
        t.equal(tenant.length, 39)

        const bare = resourceId(forResource, store, 'bare')
        t.match(
          bare,
          /^[0-9a-f]4[0-9a-f]8[0-9a-f]4[0-9a-f]8-[0-9a-f]0[0-9a-f]1-70[0-9a-f]{2}-[0-9a-f]{4}-[0-9a-f]{12}$/,
        )
        t.ok(isResourceId(bare), bare)

        const prefixed = resourceId(forResource, store, 'prefixed')
        t.equal(prefixed.slice(0, 11), `${store.slice(2)}-`)
        t.match(prefixed.slice(11), uuid)
        t.ok(isResourceId(prefixed), prefixed)

        const token = accessToken(forToken)
        t.ok(isAccessToken(token), token)
        t.ok(token.length >= 512 && token.length <= 600, `${token.length}`)
        t.match(tokenId(forResource), uuid)
      },
    ),
    { numRuns: 50 },
  )
})

t.test('every byte counts', async (t) => {
  const makers: readonly (readonly [number, (bytes: Uint8Array) => string])[] = [
    [identityStoreIdBytes, identityStoreId],
    [accessTokenBytes, accessToken],
    [tenantIdBytes, tenantId],
  ]
  for (const [count, make] of makers) {
    for (let index = 0; index < count; index++) {
      const changed = new Uint8Array(count)
      changed[index] = 0x55
      t.notOk(make(changed) === make(new Uint8Array(count)), `${make.name}, byte ${index}`)
    }
  }
  t.equal(tokenIdBytes, 16)
})

t.test('published ids are accepted, other texts are not', async (t) => {
  t.ok(isResourceId('9067729b3d-94f1e0b3-c394-48d5-8ab1-2c122a167074'))
  t.ok(isResourceId('c4488478-a0e1-700e-3d75-96c6bb641596'))
  t.notOk(isResourceId('c4488478-a0e1-700e-3d75-96c6bb64159'))
  t.notOk(isResourceId('xc4488478-a0e1-700e-3d75-96c6bb641596'))
  t.ok(isTenantId('kE3934e0444-9ba8-41e7-b468-2fecf5b4fa22'))
  t.ok(isTenantId('11111111111-2222-3333-4444-555555555555'))
  t.ok(isTenantId('11111111-2222-3333-4444-555555555555'))
  t.notOk(isTenantId('1111111-2222-3333-4444-555555555555'))
  t.notOk(isTenantId('111111111111-2222-3333-4444-555555555555'))
  t.ok(isIdentityStoreId('d-9067729b3d'))
  t.notOk(isIdentityStoreId('d-9067729B3D'))
  t.notOk(isAccessToken('x'.repeat(499)))
  t.ok(isAccessToken('x'.repeat(500)))
  t.notOk(isAccessToken(`${'x'.repeat(500)} `))
})
