import { accessKeys } from './access-keys.ts'
import { consoleSessions } from './console-sessions.ts'
import { contents } from './contents.ts'
import type { Database } from './database.ts'
import { events } from './events.ts'
import { groups, groupTable } from './groups.ts'
import { type Guard, guardOf, unguarded } from './guard.ts'
import { identityStores } from './identity-stores.ts'
import { memberships } from './memberships.ts'
import { learntInTransaction, type SafeNumbers } from './quota.ts'
import { repeated } from './repeated.ts'
import { secrets } from './secrets.ts'
import { type Shared, sharedOf } from './sharing.ts'
import type { Store } from './store.ts'
import { throttles } from './throttles.ts'
import { tokens } from './tokens.ts'
import { users, userTable } from './users.ts'

const transactions = (
  db: Database,
  safeNumbers: SafeNumbers,
  guard: Guard,
): Store['transaction'] => {
  const attempt = async <Result>(work: (store: Store) => Promise<Result>): Promise<Result> => {
    const learnt = learntInTransaction(safeNumbers)
    const result = await db.transaction().execute((db) => work(createStore(db, learnt, guard)))
    learnt.keep()
    return result
  }
  return (work) => repeated(() => attempt(work))
}

/** The store over a connected database. */
export const createStore = (
  db: Database,
  safeNumbers: SafeNumbers = new Map(),
  guard: Guard = unguarded,
): Store => {
  let shared: { readonly users: Shared; readonly groups: Shared } | undefined
  /** Made for the first of those who have a credential, for all of them; within a transaction there are none. */
  const sharedTables = () => {
    shared ??= { users: sharedOf(db, userTable), groups: sharedOf(db, groupTable) }
    return shared
  }
  const store: Store = {
    identityStores: identityStores(db),
    tokens: tokens(db),
    accessKeys: accessKeys(db),
    users: users(db, safeNumbers, guard),
    groups: groups(db, safeNumbers, guard),
    memberships: memberships(db),
    contents: contents(db),
    throttles: throttles(db),
    events: events(db),
    consoleSessions: consoleSessions(db),
    secrets: secrets(db),

    guarded: (credential) => {
      const guard = guardOf(credential)
      const made: { users?: Store['users']; groups?: Store['groups'] } = {}
      // Made for each request, so only when it is asked for.
      const guarded: Store = {
        ...store,
        get users() {
          made.users ??= users(db, safeNumbers, guard, sharedTables().users)
          return made.users
        },
        get groups() {
          made.groups ??= groups(db, safeNumbers, guard, sharedTables().groups)
          return made.groups
        },
        get transaction() {
          return transactions(db, safeNumbers, guard)
        },
      }
      return { store: guarded, check: () => guard.require(db) }
    },

    transaction: transactions(db, safeNumbers, guard),
    atOneMoment: (work) =>
      db
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((db) => work(createStore(db, safeNumbers))),
  }
  return store
}
