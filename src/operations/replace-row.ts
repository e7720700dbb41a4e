import type { Evaluation } from '../identity-center/evaluation.ts'
import type { Store, StoredResource } from '../store/store.ts'
import type { Answer } from './operation.ts'

/** Optimistic attempts before falling back to a row lock. */
const optimisticAttemptsMax = 2

/**
 * Reads a row, computes its replacement with `write`, and writes it, so that concurrent writers never lose an update.
 *
 * 1. Optimistic, at most twice: reads the row with its `version`; `write` updates it only if the version is still the
 *    same, and returns undefined if it is not. Two statements, where a lock takes four.
 * 2. Pessimistic: locks the row in a transaction. The writers of a contended row then take turns, so this succeeds.
 *
 * Every attempt calls `write` again with the row as it is by then, and begins with the findings from before the first
 * one: the warnings of a lost attempt are forgotten. What `write` throws ends the loop and is thrown.
 */
export const replaceRow = async (
  store: Store,
  table: 'users' | 'groups',
  {
    identityStoreId,
    id,
    evaluation,
  }: {
    readonly identityStoreId: string
    readonly id: string
    readonly evaluation: Evaluation
  },
  write: (
    store: Store,
    stored: StoredResource | undefined,
    version?: string,
  ) => Promise<Answer | undefined>,
): Promise<Answer> => {
  const { findings } = evaluation
  const attempt: typeof write = (...row) => {
    evaluation.rewind(findings)
    return write(...row)
  }
  for (let left = optimisticAttemptsMax; left > 0; left -= 1) {
    const stored = await store[table].read(identityStoreId, id)
    const answer = await attempt(store, stored, stored?.version)
    if (answer !== undefined) return answer
  }
  return store.transaction(async (transaction) => {
    const answer = await attempt(transaction, await transaction[table].lock(identityStoreId, id))
    if (answer === undefined) throw new Error('the row was replaced although it is locked')
    return answer
  })
}
