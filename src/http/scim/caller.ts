import { timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { hashOfSecret } from '../../administration/access-token.ts'
import type { Dialect } from '../../identity-center/dialect.ts'
import { refusalOf } from '../../identity-center/judge.ts'
import {
  bearerToken,
  tenantRetired,
  tenantUnknown,
  tokenExpired,
} from '../../identity-center/rules/state.ts'
import type { World } from '../../operations/operation.ts'
import type { DialectCache } from './dialect-cache.ts'

/** Where a request leads: the store behind the tenant id of its path, now or once. */
export interface Addressee {
  readonly identityStoreId: string
  readonly dialect: Dialect
}

/** Who a request comes from, once its token has been seen to fit its path. */
export interface Caller extends Addressee {
  readonly tenantId: string
  readonly tokenId: string
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Undefined until it is known, and where the path names no store. */
    addressee: Addressee | undefined
    caller: Caller | undefined
  }
}

const tenantShape = /^[A-Za-z0-9-]{1,64}$/
const lastUseResolution = 60_000

/** The tenant id that a path names; empty when it cannot be one. */
export const tenantOf = ({ params }: FastifyRequest): string => {
  // Null where the target could not even be read.
  const { tenantId } = (params ?? {}) as { readonly tenantId?: string }
  return tenantId !== undefined && tenantShape.test(tenantId) ? tenantId : ''
}

/** Finds out where a request leads that has not been let in. A store that has been deleted is nowhere any more. */
export const settleAddressee = async (
  { identityStores }: World['store'],
  dialects: DialectCache,
  request: FastifyRequest,
) => {
  const tenantId = tenantOf(request)
  const tenant = tenantId === '' ? undefined : await identityStores.findTenant(tenantId)
  const row = tenant && (await identityStores.find(tenant.identityStoreId))
  if (row !== undefined) {
    const dialect = dialects.of(JSON.stringify(row.settings))
    request.addressee = { identityStoreId: row.id, dialect }
  }
  return tenant
}

/**
 * Looks up a bearer token and settles who is calling. True when it fits the path's tenant; throws the Refusal that
 * the service answers with when it does not. The token is looked up at each request, so that deleting it takes
 * effect on the next one, whichever replica gets it.
 */
export const authenticate =
  ({ store, now }: World, dialects: DialectCache) =>
  async (token: string, request: FastifyRequest): Promise<boolean> => {
    const tenantId = tenantOf(request)
    const hash = hashOfSecret(token)
    const holder = await store.tokens.findByHash(hash)
    const at = now()

    if (
      holder?.tenantId === tenantId &&
      tenantId !== '' &&
      timingSafeEqual(Buffer.from(holder.hash), hash)
    ) {
      const dialect = dialects.of(holder.settings)
      const { identityStoreId, tokenId } = holder
      request.addressee = { identityStoreId, dialect }
      if (holder.expiresAt <= at) throw refusalOf(tokenExpired, [{ location: [] }], dialect)
      if (at.getTime() - (holder.lastUsedAt?.getTime() ?? 0) >= lastUseResolution) {
        await store.tokens.touch(holder.tokenId, at)
      }
      request.caller = { identityStoreId, tenantId, tokenId, dialect }
      return true
    }

    const tenant = await settleAddressee(store, dialects, request)
    const dialect = request.addressee?.dialect ?? dialects.standard
    if (tenant === undefined) {
      throw refusalOf(tenantUnknown, [{ location: [], value: tenantId }], dialect)
    }
    throw refusalOf(
      tenant.retiredAt === null ? bearerToken : tenantRetired,
      [{ location: [] }],
      dialect,
    )
  }
