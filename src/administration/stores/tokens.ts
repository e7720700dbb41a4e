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
  /** Rounded up; 0 after expiry. */
  readonly daysLeft: number
}

/** A new token. Its value is shown only here. */
export interface NewTokenView extends TokenView {
  readonly accessToken: string
}

/** AWS user guide, rotate an access token: two tokens, so that the new one can replace the old one. */
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

/** The unexpired tokens of a store. Expired tokens are listed, but do not count towards the limit: our decision. */
export const liveTokens = async (store: Store, identityStoreId: string, now: Date) =>
  (await store.tokens.list(identityStoreId)).filter((token) => isLive(token, now))

/** Adds a token to a store, with a random value by default. The caller has locked its row. */
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
      `Identity store ${identityStoreId} already has ${liveTokensMax} access tokens, which is the maximum. Delete one first.`,
    )
  }
  const id = tokenId(dependencies.randomBytes(tokenIdBytes))
  const token = { id, createdAt: now, expiresAt: tokenExpiry(now) }
  await store.tokens.insert(identityStoreId, { ...token, hash: hashSecret(value) })
  return { ...tokenView({ ...token, lastUsedAt: null }, now), accessToken: value }
}

/** The tokens of a store, without their values, which are not stored. */
export const listTokens = async (dependencies: Dependencies, identityStoreId: string) => {
  await requireStore(dependencies.store, identityStoreId)
  const now = dependencies.now()
  return (await dependencies.store.tokens.list(identityStoreId)).map((token) =>
    tokenView(token, now),
  )
}

/** Creates a token. Its value is returned only here. */
export const createToken = async (
  dependencies: Dependencies,
  identityStoreId: string,
): Promise<NewTokenView> => {
  requireStoreId(identityStoreId)
  return dependencies.store.transaction(async (store) => {
    const row = await requireStore(store, identityStoreId, 'lock') // so that concurrent creations cannot exceed the limit
    if (row.tenantId === null) {
      throw new AdministrationError(
        'conflict',
        `Provisioning of identity store ${identityStoreId} is disabled. Enable it, which also creates a token.`,
      )
    }
    return addToken(store, dependencies, identityStoreId)
  })
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Deletes a token. The next request with it is refused. */
export const deleteToken = async (
  dependencies: Dependencies,
  identityStoreId: string,
  id: string,
) => {
  await requireStore(dependencies.store, identityStoreId)
  if (uuid.test(id) && (await dependencies.store.tokens.delete(identityStoreId, id))) return
  throw new AdministrationError(
    'not-found',
    `Identity store ${identityStoreId} has no access token with this id. List its tokens to see their ids.`,
  )
}
