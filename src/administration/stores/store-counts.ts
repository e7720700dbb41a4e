import type { Dependencies } from '../../operations/operation.ts'
import { requireStore } from './identity-stores.ts'

/** The number of users and groups of an identity store. */
export interface StoreCounts {
  readonly users: number
  readonly groups: number
}

/** Counts the users and groups of an identity store. */
export const storeCounts = async (
  dependencies: Dependencies,
  identityStoreId: string,
): Promise<StoreCounts> => {
  const { store } = dependencies
  await requireStore(store, identityStoreId)
  const [users, groups] = await Promise.all([
    store.users.count(identityStoreId),
    store.groups.count(identityStoreId),
  ])
  return { users, groups }
}
