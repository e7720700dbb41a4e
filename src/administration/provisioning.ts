import { tenantId, tenantIdBytes } from '../identity-center/identifiers.ts'
import type { World } from '../operations/operation.ts'
import type { Store } from '../store/store.ts'
import type { NewTokenView } from './administration.ts'
import { AdministrationError } from './administration-error.ts'
import { requireStore, requireStoreId } from './identity-stores.ts'
import { addToken, liveTokens } from './tokens.ts'

/** Gives a store whose row is locked an address and a first token: new ones, whatever it had before. */
export const enable = async (
  store: Store,
  world: World,
  identityStoreId: string,
  given: { readonly tenantId?: string; readonly accessToken?: string } = {},
): Promise<NewTokenView> => {
  const address = given.tenantId ?? tenantId(world.randomBytes(tenantIdBytes))
  await store.identityStores.addTenant(identityStoreId, address, world.now())
  return addToken(store, world, identityStoreId, given.accessToken)
}

const disable = async (store: Store, world: World, identityStoreId: string): Promise<void> => {
  const live = await liveTokens(store, identityStoreId, world.now())
  if (live.length > 0) {
    // AWS user guide, disable automatic provisioning: tokens are deleted first
    throw new AdministrationError(
      'conflict',
      `Identity store ${identityStoreId} still has ${live.length} live access ${live.length === 1 ? 'token' : 'tokens'}; delete ${live.length === 1 ? 'it' : 'them'} before provisioning is disabled.`,
    )
  }
  await store.identityStores.retireTenant(identityStoreId, world.now())
}

/**
 * Switches provisioning. Enabling gives a new tenant id and a new token and keeps the users.
 * What is already so stays so, without a new token: our decision.
 */
export const setProvisioning = async (
  world: World,
  identityStoreId: string,
  enabled: boolean,
): Promise<NewTokenView | undefined> => {
  requireStoreId(identityStoreId)
  return world.store.transaction(async (store) => {
    const row = await requireStore(store, identityStoreId, 'lock')
    if ((row.tenantId !== null) === enabled) return undefined
    if (enabled) return enable(store, world, identityStoreId)
    await disable(store, world, identityStoreId)
    return undefined
  })
}
