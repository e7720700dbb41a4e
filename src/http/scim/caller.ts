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

/** The store whose tenant id, current or retired, is in the path of a request. */
export interface TargetStore {
  readonly identityStoreId: string
  readonly dialect: Dialect
}

/** The authenticated sender of a request: its token is valid for the tenant in the path. */
export interface Caller extends TargetStore {
  readonly tenantId: string
  readonly tokenId: string
  /** Re-checks a cached token inside the statements of the request. Undefined if the token was just looked up. */
  readonly credentialCheck: ReturnType<Dependencies['store']['withCredential']> | undefined
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Undefined before authentication, and if the path names no store. */
    targetStore: TargetStore | undefined
    caller: Caller | undefined
    /** The SHA-256 hash of the request's token. */
    tokenHash: Uint8Array | undefined
  }
}

const tenantShape = /^[A-Za-z0-9-]{1,64}$/
const lastUseResolutionMs = 60_000

/** Reads the tenant id from the path; empty if it does not have the form of one. */
export const readTenantId = ({ params }: FastifyRequest): string => {
  // Null if the router could not decode the path.
  const { tenantId } = (params ?? {}) as { readonly tenantId?: string }
  return tenantId !== undefined && tenantShape.test(tenantId) ? tenantId : ''
}

/** Finds the store of an unauthenticated request, for its event and its dialect. Undefined if the store was deleted. */
export const resolveTargetStore = async (
  { identityStores }: Dependencies['store'],
  dialects: DialectCache,
  request: FastifyRequest,
) => {
  const tenantId = readTenantId(request)
  const tenant = tenantId === '' ? undefined : await identityStores.findTenant(tenantId)
  const row = tenant && (await identityStores.find(tenant.identityStoreId))
  if (row !== undefined) {
    const dialect = dialects.get(JSON.stringify(row.settings))
    request.targetStore = { identityStoreId: row.id, dialect }
  }
  return tenant
}

type TokenHolder = NonNullable<Awaited<ReturnType<Dependencies['store']['tokens']['findByHash']>>>

/** Authenticates requests by their tokens. */
export interface Authentication {
  /**
   * Sets `request.caller`. Throws a Refusal if the token is not valid for the tenant in the path. A cached token is not
   * looked up again; the caller then has a credential check.
   */
  readonly authenticate: (token: string, request: FastifyRequest) => true | Promise<true>
  /** Does the same for a request whose credential check failed. It always looks the token up. */
  readonly reauthenticate: (request: FastifyRequest) => Promise<void>
}

const cacheKey = (hash: Uint8Array) => Buffer.from(hash).toString('latin1')

/** Tokens in the cache. Beyond it, the least recently used token is removed. */
const cachedTokensMax = 10_000

/**
 * Authenticates SCIM requests, with a cache of tokens by their hash.
 *
 * A token is in one of these states:
 * - unknown: it is looked up in the database. If it is valid for the tenant, it becomes cached. Failures are not
 *   cached.
 * - cached: the request proceeds without a look-up. Its own statements check that the token still exists and that its
 *   store has not changed (`credentialCheck`), so that deleting a token takes effect on the next request of every
 *   server (architecture, 4.4). Expiry and tenant are compared here, before the request proceeds.
 * - outdated: the credential check failed (CredentialChanged). `reauthenticate` removes the token from the cache and
 *   looks it up; the request is then rejected, or starts over with current settings.
 *
 * The trade-off: a cached token saves one round trip per request, and costs a second attempt after each change of the
 * store's settings. Without a database, a cached token still authenticates, but then the request itself fails.
 */
export const createAuthentication = (
  { store, now }: Dependencies,
  dialects: DialectCache,
): Authentication => {
  const cache = new LruCache<string, TokenHolder>(cachedTokensMax)

  const setCaller = (
    request: FastifyRequest,
    { identityStoreId, tenantId, tokenId, settings }: TokenHolder,
    credentialCheck?: Caller['credentialCheck'],
  ): true => {
    const dialect = dialects.get(settings)
    request.targetStore = { identityStoreId, dialect }
    request.caller = {
      identityStoreId,
      tenantId: tenantId ?? '',
      tokenId,
      dialect,
      credentialCheck,
    }
    return true
  }

  /** Records the last use of a token in the database, at most once a minute. */
  const recordUse = async (key: string, holder: TokenHolder, at: Date) => {
    await store.tokens.touch(holder.tokenId, at)
    cache.set(key, { ...holder, lastUsedAt: at })
  }
  /** Compares in both directions, because the server's clock can be set back. */
  const isLastUseOutdated = ({ lastUsedAt }: TokenHolder, at: Date) =>
    Math.abs(at.getTime() - (lastUsedAt?.getTime() ?? 0)) >= lastUseResolutionMs

  const lookUp = async (request: FastifyRequest, hash: Uint8Array, key: string): Promise<true> => {
    const tenantId = readTenantId(request)
    const holder = await store.tokens.findByHash(hash)
    if (holder?.tenantId === tenantId && tenantId !== '' && constantTimeEqual(holder.hash, hash)) {
      const at = now()
      if (holder.expiresAt <= at) {
        const dialect = dialects.get(holder.settings)
        request.targetStore = { identityStoreId: holder.identityStoreId, dialect }
        throw new Evaluation(dialect).refusal(bearerTokenUnexpired)
      }
      if (isLastUseOutdated(holder, at)) await recordUse(key, holder, at)
      else cache.set(key, holder)
      return setCaller(request, holder)
    }
    const tenant = await resolveTargetStore(store, dialects, request)
    const evaluation = new Evaluation(request.targetStore?.dialect ?? dialects.standard)
    if (tenant === undefined) {
      throw evaluation.refusal(tenantExists, [{ location: [], value: tenantId }])
    }
    throw evaluation.refusal(tenant.retiredAt === null ? bearerTokenValid : tenantCurrent)
  }

  return {
    authenticate: (token, request) => {
      const hash = hashSecret(token)
      request.tokenHash = hash
      const key = cacheKey(hash)
      const holder = cache.get(key)
      const at = now()
      const isCached = holder?.tenantId === readTenantId(request) && holder.expiresAt > at
      if (!isCached) return lookUp(request, hash, key)
      const accept = () => setCaller(request, holder, store.withCredential(holder))
      return isLastUseOutdated(holder, at) ? recordUse(key, holder, at).then(accept) : accept()
    },

    reauthenticate: async (request) => {
      const { tokenHash } = request
      if (tokenHash === undefined)
        throw new Error('The request to authenticate again has no token.')
      request.caller = undefined
      request.targetStore = undefined
      const key = cacheKey(tokenHash)
      cache.delete(key)
      await lookUp(request, tokenHash, key)
    },
  }
}
