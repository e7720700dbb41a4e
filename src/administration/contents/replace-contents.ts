import { MissingReference, UniqueViolation } from '../../identity-center/errors.ts'
import type { Dependencies } from '../../operations/operation.ts'
import type { Store } from '../../store/store.ts'
import { AdministrationError } from '../shared/administration-error.ts'
import { requireStore } from '../stores/identity-stores.ts'

/**
 * Does something to all that a store holds, in one transaction: one such work at a time for each store. Requests
 * that write meanwhile are not held up; where one of them takes a name or an id away, nothing is changed.
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
      `Somebody wrote to ${identityStoreId} at the same time (${error.constraint}), so nothing was changed; try again when nobody does.`,
    )
  }
}
