import { createHash } from 'node:crypto'
import t from 'tap'
import { MissingReference, UniqueViolation } from '../../src/identity-center/errors.ts'
import { testStore } from '../helpers/database.ts'
import { at, here, later, there } from '../helpers/rows.ts'

const hash = (secret: string) => createHash('sha256').update(secret).digest()

t.test('a token leads to its identity store until it is deleted', async (t) => {
  const { identityStores, tokens } = await testStore(t)
  for (const id of [here, there]) {
    await identityStores.insert({ id, createdAt: at, settings: { throttling: true } })
  }
  const token = { id: 'token-1', hash: hash('one'), createdAt: at, expiresAt: later }
  await tokens.insert(here, token)
  await tokens.insert(here, { ...token, id: 'token-2', hash: hash('two'), createdAt: later })
  const holder = {
    tokenId: 'token-1',
    hash: hash('one'),
    identityStoreId: here,
    tenantId: null,
    expiresAt: later,
    lastUsedAt: null,
    settings: '{"throttling":true}',
    revision: 0,
  }
  t.same(await tokens.findByHash(hash('one')), holder)
  await identityStores.addTenant(here, 'tenant-1', at)
  await tokens.touch('token-1', later)
  t.same(await tokens.findByHash(hash('one')), {
    ...holder,
    tenantId: 'tenant-1',
    revision: 1,
    lastUsedAt: later,
  })
  t.equal(await tokens.findByHash(hash('three')), undefined)

  t.same(await tokens.list(here), [
    { id: 'token-1', createdAt: at, expiresAt: later, lastUsedAt: later },
    { id: 'token-2', createdAt: later, expiresAt: later, lastUsedAt: null },
  ])
  t.same(await tokens.list(there), [])

  t.equal(await tokens.delete(there, 'token-1'), false, 'not by another identity store')
  t.equal(await tokens.delete(here, '\0'), false)
  t.equal(await tokens.delete(here, 'token-1'), true)
  t.equal(await tokens.delete(here, 'token-1'), false)
  t.equal(await tokens.findByHash(hash('one')), undefined)
  t.ok(await tokens.findByHash(hash('two')))

  await t.rejects(
    tokens.insert(here, { ...token, hash: hash('two') }),
    new UniqueViolation('tokens_hash'),
  )
  await t.rejects(tokens.insert('d-9', token), new MissingReference('tokens_identity_store'))
})
