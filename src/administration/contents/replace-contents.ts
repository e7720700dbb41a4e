import { MissingReference, UniqueViolation } from '../../identity-center/errors.ts'
import type { Dependencies } from '../../operations/operation.ts'
import type { Store } from '../../store/store.ts'
import { AdministrationError } from '../shared/administration-error.ts'
import { requireStore } from '../stores/identity-stores.ts'

/**
 * Replaces the contents of a store in one transaction, one at a time for each store. Concurrent requests are not blocked.
 * If one of them takes a name or an id, the transaction is rolled back and this throws an AdministrationError `conflict`.
 */
export const replaceContents = async <Result>(
  { store }: Dependencies,
  identityStoreId: string,
  work: (store: Store) => Promise<Result>,
): Promise<Result> => {
  try {
    return await store.transaction(async (store) => {
      await requireStore(store, identityStoreId, 'lock')
      await store.contents.lockQuotas(identityStoreId)
      return work(store)
    })
  } catch (error) {
    if (!(error instanceof UniqueViolation || error instanceof MissingReference)) throw error
    throw new AdministrationError(
      'conflict',
      `Nothing was changed, because another request wrote to ${identityStoreId} at the same time (${error.constraint}). Try again when no client writes.`,
    )
  }
}
