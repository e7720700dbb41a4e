import type { Store } from '../../store/store.ts'

/** Deletes the users, groups and memberships of a store. The caller opens the transaction. */
export const emptyStore = async (store: Store, identityStoreId: string): Promise<void> => {
  await store.groups.clear(identityStoreId) // first, because this deletes most memberships
  await store.users.clear(identityStoreId)
}
