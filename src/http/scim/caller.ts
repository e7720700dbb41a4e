import type { FastifyRequest } from 'fastify'
import { hashSecret } from '../../administration/stores/access-token.ts'
import type { Dialect } from '../../identity-center/dialect.ts'
import { Evaluation } from '../../identity-center/evaluation.ts'
import {
  bearerTokenUnexpired,
  bearerTokenValid,
  tenantCurrent,
  tenantExists,
} from '../../identity-center/rules/authentication.ts'
import { constantTimeEqual } from '../../lib/constant-time-equal.ts'
import { LruCache } from '../../lib/lru-cache.ts'
import type { Dependencies } from '../../operations/operation.ts'
import type { DialectCache } from '../shared/dialect-cache.ts'

/** Where a request leads: the store behind the tenant id of its path, now or once. */
export interface Addressee {
  readonly identityStoreId: string
  readonly dialect: Dialect
}

/** Who a request comes from, once its token has been seen to fit its path. */
export interface Caller extends Addressee {
  readonly tenantId: string
  readonly tokenId: string
  /** Where the token was known from before: the request's own statements see to it that it still fits. */
  readonly credentialCheck: ReturnType<Dependencies['store']['withCredential']> | undefined
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Undefined until it is known, and where the path names no store. */
    addressee: Addressee | undefined
    caller: Caller | undefined
    /** Of the token that it came with. */
    tokenHash: Uint8Array | undefined
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
  { identityStores }: Dependencies['store'],
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

type TokenHolder = NonNullable<Awaited<ReturnType<Dependencies['store']['tokens']['findByHash']>>>

/** Lets requests in by their tokens. */
export interface Authentication {
  /**
   * Settles who is calling: true when the token fits the path's tenant; throws the Refusal that the service answers
   * with when it does not. A token that was looked up before is not looked up again; the caller then has a guard.
   */
  readonly authenticate: (token: string, request: FastifyRequest) => true | Promise<true>
  /** The same for a request whose guard has thrown: its token is looked up, whatever was known. */
  readonly authenticateAnew: (request: FastifyRequest) => Promise<void>
}

const keyOf = (hash: Uint8Array) => Buffer.from(hash).toString('latin1')

const knownTokensMax = 10_000

/**
 * Each token is known by its hash alone, and only as long as it fits. That deleting it takes effect on the next
 * request, whichever replica gets it, is the doing of the store's guard: architecture, 4.4.
 */
export const authentication = (
  { store, now }: Dependencies,
  dialects: DialectCache,
): Authentication => {
  const known = new LruCache<string, TokenHolder>(knownTokensMax)

  const admit = (
    request: FastifyRequest,
    { identityStoreId, tenantId, tokenId, settings }: TokenHolder,
    credentialCheck?: Caller['credentialCheck'],
  ): true => {
    const dialect = dialects.of(settings)
    request.addressee = { identityStoreId, dialect }
    request.caller = {
      identityStoreId,
      tenantId: tenantId ?? '',
      tokenId,
      dialect,
      credentialCheck,
    }
    return true
  }

  /** Notes the use of a token, to the minute. A clock may have been moved back. */
  const touch = async (key: string, holder: TokenHolder, at: Date) => {
    await store.tokens.touch(holder.tokenId, at)
    known.set(key, { ...holder, lastUsedAt: at })
  }
  const isUsedAnew = ({ lastUsedAt }: TokenHolder, at: Date) =>
    Math.abs(at.getTime() - (lastUsedAt?.getTime() ?? 0)) >= lastUseResolution

  const lookUp = async (request: FastifyRequest, hash: Uint8Array, key: string): Promise<true> => {
    const tenantId = tenantOf(request)
    const holder = await store.tokens.findByHash(hash)
    if (holder?.tenantId === tenantId && tenantId !== '' && constantTimeEqual(holder.hash, hash)) {
      const at = now()
      if (holder.expiresAt <= at) {
        const dialect = dialects.of(holder.settings)
        request.addressee = { identityStoreId: holder.identityStoreId, dialect }
        throw new Evaluation(dialect).refusal(bearerTokenUnexpired)
      }
      if (isUsedAnew(holder, at)) await touch(key, holder, at)
      else known.set(key, holder)
      return admit(request, holder)
    }
    const tenant = await settleAddressee(store, dialects, request)
    const evaluation = new Evaluation(request.addressee?.dialect ?? dialects.standard)
    if (tenant === undefined) {
      throw evaluation.refusal(tenantExists, [{ location: [], value: tenantId }])
    }
    throw evaluation.refusal(tenant.retiredAt === null ? bearerTokenValid : tenantCurrent)
  }

  return {
    authenticate: (token, request) => {
      const hash = hashSecret(token)
      request.tokenHash = hash
      const key = keyOf(hash)
      const holder = known.get(key)
      const at = now()
      const isKnown = holder?.tenantId === tenantOf(request) && holder.expiresAt > at
      if (!isKnown) return lookUp(request, hash, key)
      const enter = () => admit(request, holder, store.withCredential(holder))
      return isUsedAnew(holder, at) ? touch(key, holder, at).then(enter) : enter()
    },

    authenticateAnew: async (request) => {
      const { tokenHash } = request
      if (tokenHash === undefined) throw new Error('a request was let in without a token')
      request.caller = undefined
      request.addressee = undefined
      const key = keyOf(tokenHash)
      known.delete(key)
      await lookUp(request, tokenHash, key)
    },
  }
}
