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
import { type SafeNumbers, transactionSafeNumbers } from './quota.ts'
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
    const ownSafeNumbers = transactionSafeNumbers(safeNumbers)
    const result = await db
      .transaction()
      .execute((db) => work(createStore(db, ownSafeNumbers, credentialCheck)))
    ownSafeNumbers.keep()
    return result
  }
  return (work) => retry(() => attempt(work))
}

/** The store over a connected database, or over a transaction of it. */
export const createStore = (
  db: Database,
  safeNumbers: SafeNumbers = new Map(),
  credentialCheck: CredentialCheck = noCredentialCheck,
): Store => {
  let batches: { readonly users: TableBatches; readonly groups: TableBatches } | undefined
  /** All requests with a credential share the batches. Transactions have none, so the first request creates them. */
  const getBatches = () => {
    batches ??= { users: tableBatches(db, userTable), groups: tableBatches(db, groupTable) }
    return batches
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
      const tables: { users?: Store['users']; groups?: Store['groups'] } = {}
      // Getters: this runs for each request, and most use one table.
      const checkedStore: Store = {
        ...store,
        get users() {
          tables.users ??= users(db, safeNumbers, check, getBatches().users)
          return tables.users
        },
        get groups() {
          tables.groups ??= groups(db, safeNumbers, check, getBatches().groups)
          return tables.groups
        },
        get transaction() {
          return transactions(db, safeNumbers, check)
        },
      }
      return { store: checkedStore, check: () => check.requireValid(db) }
    },

    transaction: transactions(db, safeNumbers, credentialCheck),
    readConsistently: (work) =>
      db
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((db) => work(createStore(db, safeNumbers))),
  }
  return store
}
