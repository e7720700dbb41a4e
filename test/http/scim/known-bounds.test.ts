import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import t from 'tap'
import { createAuthentication } from '../../../src/http/scim/caller.ts'
import { createDialectCache } from '../../../src/http/shared/dialect-cache.ts'
import { newestEpoch } from '../../../src/identity-center/dialect.ts'
import type { Dependencies } from '../../../src/operations/operation.ts'
import { at, here, later } from '../../helpers/rows.ts'

t.test('a thousand dialects are known at once', async (t) => {
  const dialects = createDialectCache(newestEpoch)
  const textOf = (n: number) => JSON.stringify({ events: { count: 1_000 + n } })
  const first = dialects.get(textOf(0))
  for (let n = 1; n < 999; n += 1) dialects.get(textOf(n))
  t.equal(dialects.get(textOf(0)), first)
  t.equal(dialects.get('{}'), dialects.standard)
  for (let n = 999; n < 2_000; n += 1) dialects.get(textOf(n))
  t.not(dialects.get(textOf(0)), first, 'it was forgotten')
})

t.test('ten thousand tokens are known at once, those that were used last', async (t) => {
  const lookUps: string[] = []
  const textOf = (hash: Uint8Array) => Buffer.from(hash).toString('hex')
  const store = {
    tokens: {
      findByHash: async (hash: Uint8Array) => {
        lookUps.push(textOf(hash))
        return {
          tokenId: textOf(hash),
          hash,
          identityStoreId: here,
          tenantId: 'tenant-1',
          expiresAt: later,
          lastUsedAt: at,
          settings: '{}',
          revision: 0,
        }
      },
      touch: async () => {},
    },
    withCredential: () => ({ store, check: async () => {} }),
  } as unknown as Dependencies['store']
  const dependencies = { store, now: () => at, randomBytes: () => new Uint8Array() }
  const { authenticate } = createAuthentication(dependencies, createDialectCache(newestEpoch))
  const use = async (n: number) => {
    const before = lookUps.length
    const request = { params: { tenantId: 'tenant-1' } } as unknown as FastifyRequest
    await authenticate(`token-${n}`, request)
    return lookUps.length - before
  }
  for (let n = 0; n < 10_000; n += 1) await use(n)
  t.equal(lookUps[0], createHash('sha256').update('token-0').digest('hex'))
  t.equal(lookUps.length, 10_000)
  t.equal(await use(0), 0, 'all are known')
  t.equal(await use(9_999), 0)
  await use(10_000)
  t.equal(await use(9_999), 0)
  t.equal(await use(0), 0, 'it was looked up first, but used again')
  t.equal(await use(1), 1, 'the one that was used least recently is not')
})
