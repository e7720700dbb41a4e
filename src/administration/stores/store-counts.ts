import type { Dependencies } from '../../operations/operation.ts'
import { requireStore } from './identity-stores.ts'

/** How much an identity store holds. */
export interface StoreCounts {
  readonly users: number
  readonly groups: number
}

/** Counts what an identity store holds. */
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
