import { accessKeys } from './access-keys.ts'
import { isTransient } from './constraints.ts'
import type { Database } from './database.ts'
import { events } from './events.ts'
import { groups } from './groups.ts'
import { type Guard, guardOf, unguarded } from './guard.ts'
import { identityStores } from './identity-stores.ts'
import { memberships } from './memberships.ts'
import { learntInTransaction, type SafeNumbers } from './quota.ts'
import { secrets } from './secrets.ts'
import type { Store } from './store.ts'
import { throttles } from './throttles.ts'
import { tokens } from './tokens.ts'
import { users } from './users.ts'

/** How often a transaction is run when the database picks it as the victim of a deadlock. */
const ATTEMPTS = 3

/** The store over a connected database. */
export const createStore = (
  db: Database,
  safeNumbers: SafeNumbers = new Map(),
  guard: Guard = unguarded,
): Store => {
  const attempt = async <Result>(work: (store: Store) => Promise<Result>): Promise<Result> => {
    const learnt = learntInTransaction(safeNumbers)
    const result = await db.transaction().execute((db) => work(createStore(db, learnt, guard)))
    learnt.keep()
    return result
  }

  return {
    identityStores: identityStores(db),
    tokens: tokens(db),
    accessKeys: accessKeys(db),
    users: users(db, safeNumbers, guard),
    groups: groups(db, safeNumbers, guard),
    memberships: memberships(db),
    throttles: throttles(db),
    events: events(db),
    secrets: secrets(db),

    guarded: (credential) => {
      const guard = guardOf(credential)
      return { store: createStore(db, safeNumbers, guard), check: () => guard.require(db) }
    },

    transaction: async (work) => {
      for (let left = ATTEMPTS - 1; ; left -= 1) {
        try {
          return await attempt(work)
        } catch (error) {
          if (left === 0 || !isTransient(error)) throw error
        }
      }
    },
  }
}
