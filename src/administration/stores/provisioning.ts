import { tenantId, tenantIdBytes } from '../../identity-center/identifiers.ts'
import { plural } from '../../lib/plural.ts'
import type { Dependencies } from '../../operations/operation.ts'
import type { Store } from '../../store/store.ts'
import { AdministrationError } from '../shared/administration-error.ts'
import { requireStore, requireStoreId } from './identity-stores.ts'
import { addToken, liveTokens, type NewTokenView } from './tokens.ts'

/** Gives a store a new tenant id and a new token. The caller has locked its row. */
export const enable = async (
  store: Store,
  dependencies: Dependencies,
  identityStoreId: string,
  given: { readonly tenantId?: string; readonly accessToken?: string } = {},
): Promise<NewTokenView> => {
  const address = given.tenantId ?? tenantId(dependencies.randomBytes(tenantIdBytes))
  await store.identityStores.addTenant(identityStoreId, address, dependencies.now())
  return addToken(store, dependencies, identityStoreId, given.accessToken)
}

const disable = async (
  store: Store,
  dependencies: Dependencies,
  identityStoreId: string,
): Promise<void> => {
  const live = await liveTokens(store, identityStoreId, dependencies.now())
  if (live.length > 0) {
    // AWS user guide, disable automatic provisioning: delete tokens first
    throw new AdministrationError(
      'conflict',
      `Identity store ${identityStoreId} still has ${plural(live.length, 'valid access token')}. Delete ${live.length === 1 ? 'it' : 'them'} before you disable provisioning.`,
    )
  }
  await store.identityStores.retireTenant(identityStoreId, dependencies.now())
}

/**
 * Enables or disables provisioning. Enabling creates a new tenant id and a new token, and keeps the users. A store that
 * is already in the requested state does not change and gets no token: our decision.
 */
export const setProvisioning = async (
  dependencies: Dependencies,
  identityStoreId: string,
  enabled: boolean,
): Promise<NewTokenView | undefined> => {
  requireStoreId(identityStoreId)
  return dependencies.store.transaction(async (store) => {
    const row = await requireStore(store, identityStoreId, 'lock')
    if ((row.tenantId !== null) === enabled) return undefined
    if (enabled) return enable(store, dependencies, identityStoreId)
    await disable(store, dependencies, identityStoreId)
    return undefined
  })
}
