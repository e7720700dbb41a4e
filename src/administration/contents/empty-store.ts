import type { Store } from '../../store/store.ts'

/** Deletes the users and groups of a store, and with them their memberships; in a transaction. */
export const emptyStore = async (store: Store, identityStoreId: string): Promise<void> => {
  await store.groups.clear(identityStoreId) // first: it takes most of the memberships along
  await store.users.clear(identityStoreId)
}
