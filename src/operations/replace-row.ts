import type { Store, StoredResource } from '../store/store.ts'
import type { Answer } from './operation.ts'

/** After so many other writers of one row who were faster, it is locked: then everybody has their turn. */
const attemptsWithoutLock = 2

/**
 * Replaces a row by what `write` makes of it, so that two writers never lose one another's effect. It is read, and
 * written if nobody else has written it since (`version`): two statements where a lock takes four. `write` is asked
 * again for the row as it then is where somebody has; it answers nothing where its update found another version.
 */
export const replaceRow = async (
  store: Store,
  table: 'users' | 'groups',
  identityStoreId: string,
  id: string,
  write: (
    store: Store,
    stored: StoredResource | undefined,
    version?: string,
  ) => Promise<Answer | undefined>,
): Promise<Answer> => {
  for (let left = attemptsWithoutLock; left > 0; left -= 1) {
    const stored = await store[table].read(identityStoreId, id)
    const answer = await write(store, stored, stored?.version)
    if (answer !== undefined) return answer
  }
  return store.transaction(async (transaction) => {
    const answer = await write(transaction, await transaction[table].lock(identityStoreId, id))
    if (answer === undefined) throw new Error('a row that is locked was replaced by somebody else')
    return answer
  })
}
