import {
  accessToken,
  accessTokenBytes,
  tokenId,
  tokenIdBytes,
} from '../../identity-center/identifiers.ts'
import {
  daysLeft,
  type TokenState,
  tokenExpiry,
  tokenState,
} from '../../identity-center/token-expiry.ts'
import type { Dependencies } from '../../operations/operation.ts'
import type { Store, TokenRow } from '../../store/store.ts'
import { AdministrationError } from '../shared/administration-error.ts'
import { hashSecret } from './access-token.ts'
import { requireStore, requireStoreId } from './identity-stores.ts'

export interface TokenView {
  readonly id: string
  readonly createdAt: string
  readonly expiresAt: string
  readonly lastUsedAt: string | null
  readonly state: TokenState
  /** The last one counted as a whole; 0 when it has expired. */
  readonly daysLeft: number
}

/** A token just made: the only time that its value is known. */
export interface NewTokenView extends TokenView {
  readonly accessToken: string
}

/** AWS user guide, rotate an access token: two at a time, so that one can take over from the other. */
const liveTokensMax = 2

const isLive = (token: Pick<TokenRow, 'expiresAt'>, now: Date) => token.expiresAt > now

const tokenView = (token: TokenRow, now: Date): TokenView => ({
  id: token.id,
  createdAt: token.createdAt.toISOString(),
  expiresAt: token.expiresAt.toISOString(),
  lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
  state: tokenState(token.expiresAt, now),
  daysLeft: daysLeft(token.expiresAt, now),
})

/** The tokens of a store that still open its door. An expired one is listed but counts no more: our decision. */
export const liveTokens = async (store: Store, identityStoreId: string, now: Date) =>
  (await store.tokens.list(identityStoreId)).filter((token) => isLive(token, now))

/** Adds a token, of a given value where the caller has one, to a store whose row is locked. */
export const addToken = async (
  store: Store,
  dependencies: Dependencies,
  identityStoreId: string,
  value = accessToken(dependencies.randomBytes(accessTokenBytes)),
): Promise<NewTokenView> => {
  const now = dependencies.now()
  if ((await liveTokens(store, identityStoreId, now)).length >= liveTokensMax) {
    throw new AdministrationError(
      'conflict',
      `Identity store ${identityStoreId} has ${liveTokensMax} access tokens, the most it may have; delete one first.`,
    )
  }
  const id = tokenId(dependencies.randomBytes(tokenIdBytes))
  const token = { id, createdAt: now, expiresAt: tokenExpiry(now) }
  await store.tokens.insert(identityStoreId, { ...token, hash: hashSecret(value) })
  return { ...tokenView({ ...token, lastUsedAt: null }, now), accessToken: value }
}

/** The tokens of a store, without their values: those are not kept. */
export const listTokens = async (dependencies: Dependencies, identityStoreId: string) => {
  await requireStore(dependencies.store, identityStoreId)
  const now = dependencies.now()
  return (await dependencies.store.tokens.list(identityStoreId)).map((token) =>
    tokenView(token, now),
  )
}

/** Makes one more token; its value is told this once. */
export const createToken = async (
  dependencies: Dependencies,
  identityStoreId: string,
): Promise<NewTokenView> => {
  requireStoreId(identityStoreId)
  return dependencies.store.transaction(async (store) => {
    const row = await requireStore(store, identityStoreId, 'lock') // two creates at once never make a third
    if (row.tenantId === null) {
      throw new AdministrationError(
        'conflict',
        `Provisioning of identity store ${identityStoreId} is disabled; enable it, which brings a token.`,
      )
    }
    return addToken(store, dependencies, identityStoreId)
  })
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Deletes a token; the next request that carries it is refused. */
export const deleteToken = async (
  dependencies: Dependencies,
  identityStoreId: string,
  id: string,
) => {
  await requireStore(dependencies.store, identityStoreId)
  if (uuid.test(id) && (await dependencies.store.tokens.delete(identityStoreId, id))) return
  throw new AdministrationError(
    'not-found',
    `Identity store ${identityStoreId} has no access token of that id; list its tokens to see which it has.`,
  )
}
