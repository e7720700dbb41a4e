import { accessKeys } from './access-keys.ts'
import { type TableBatches, tableBatches } from './batching.ts'
import { consoleSessions } from './console-sessions.ts'
import { contents } from './contents.ts'
import { type CredentialCheck, credentialCheckFor, noCredentialCheck } from './credential-check.ts'
import type { Database } from './database.ts'
import { events } from './events.ts'
import { groups, groupTable } from './groups.ts'
import { identityStores } from './identity-stores.ts'
import { memberships } from './memberships.ts'
import { learntInTransaction, type SafeNumbers } from './quota.ts'
import { retry } from './retry.ts'
import { secrets } from './secrets.ts'
import type { Store } from './store.ts'
import { throttles } from './throttles.ts'
import { tokens } from './tokens.ts'
import { users, userTable } from './users.ts'

const transactions = (
  db: Database,
  safeNumbers: SafeNumbers,
  credentialCheck: CredentialCheck,
): Store['transaction'] => {
  const attempt = async <Result>(work: (store: Store) => Promise<Result>): Promise<Result> => {
    const learnt = learntInTransaction(safeNumbers)
    const result = await db
      .transaction()
      .execute((db) => work(createStore(db, learnt, credentialCheck)))
    learnt.keep()
    return result
  }
  return (work) => retry(() => attempt(work))
}

/** The store over a connected database. */
export const createStore = (
  db: Database,
  safeNumbers: SafeNumbers = new Map(),
  credentialCheck: CredentialCheck = noCredentialCheck,
): Store => {
  let shared: { readonly users: TableBatches; readonly groups: TableBatches } | undefined
  /** Made for the first of those who have a credential, for all of them; within a transaction there are none. */
  const sharedTables = () => {
    shared ??= { users: tableBatches(db, userTable), groups: tableBatches(db, groupTable) }
    return shared
  }
  const store: Store = {
    identityStores: identityStores(db),
    tokens: tokens(db),
    accessKeys: accessKeys(db),
    users: users(db, safeNumbers, credentialCheck),
    groups: groups(db, safeNumbers, credentialCheck),
    memberships: memberships(db),
    contents: contents(db),
    throttles: throttles(db),
    events: events(db),
    consoleSessions: consoleSessions(db),
    secrets: secrets(db),

    withCredential: (credential) => {
      const check = credentialCheckFor(credential)
      const made: { users?: Store['users']; groups?: Store['groups'] } = {}
      // Made for each request, so only when it is asked for.
      const guarded: Store = {
        ...store,
        get users() {
          made.users ??= users(db, safeNumbers, check, sharedTables().users)
          return made.users
        },
        get groups() {
          made.groups ??= groups(db, safeNumbers, check, sharedTables().groups)
          return made.groups
        },
        get transaction() {
          return transactions(db, safeNumbers, check)
        },
      }
      return { store: guarded, check: () => check.require(db) }
    },

    transaction: transactions(db, safeNumbers, credentialCheck),
    atOneMoment: (work) =>
      db
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((db) => work(createStore(db, safeNumbers))),
  }
  return store
}
