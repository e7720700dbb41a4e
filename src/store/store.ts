import type { GroupFilter, UserFilter } from '../identity-center/filters.ts'
import type { Settings } from '../identity-center/settings.ts'
import type { ConsoleSessions } from './console-session-types.ts'
import type { Contents } from './content-types.ts'
import type { EventRow, Events } from './event-types.ts'
import type { Memberships } from './membership-types.ts'
import type {
  GroupKeys,
  MemberChanges,
  Page,
  ResourceWrite,
  ShownResource,
  StoredResource,
  Taken,
  UserKeys,
  VersionedResource,
} from './resource-types.ts'

export type * from './resource-types.ts'

/** An identity store and its current tenant id: architecture, 4.2. */
export interface IdentityStoreRow {
  readonly id: string
  /** The current tenant id. Null while provisioning is disabled. */
  readonly tenantId: string | null
  readonly createdAt: Date
  readonly settings: Settings
}

export interface TenantRow {
  readonly id: string
  readonly identityStoreId: string
  readonly retiredAt: Date | null
}

export interface TokenRow {
  readonly id: string
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly lastUsedAt: Date | null
}

/** A bearer token and its identity store, from one look-up. */
export interface TokenHolder {
  readonly tokenId: string
  readonly hash: Uint8Array
  readonly identityStoreId: string
  /** The current tenant id of the store. Null while provisioning is disabled. */
  readonly tenantId: string | null
  readonly expiresAt: Date
  readonly lastUsedAt: Date | null
  /** The settings as the stored JSON text, a key for caches. Its rule ids may be former ones. */
  readonly settings: string
  /** Incremented by each change of the settings or the tenant id. */
  readonly revision: number
}

/** A token, and the revision of its store, from an earlier look-up. Both may have changed since. */
export type Credential = Pick<TokenHolder, 'tokenId' | 'revision'>

/** The store for one request with a credential (`credential-check.ts`). */
export interface CheckedStore {
  /** Its first statement on users or groups checks the credential, and throws CredentialChanged if it has changed. */
  readonly store: Store
  /** Checks the credential unless a statement has. Throws CredentialChanged. */
  readonly check: () => Promise<void>
}

/** Identity stores, and their current and retired tenant ids. */
export interface IdentityStores {
  readonly list: () => Promise<readonly IdentityStoreRow[]>
  readonly find: (id: string) => Promise<IdentityStoreRow | undefined>
  /** The same, with the row locked until the transaction ends. */
  readonly lock: (id: string) => Promise<IdentityStoreRow | undefined>
  readonly insert: (row: { id: string; createdAt: Date; settings: Settings }) => Promise<void>
  readonly saveSettings: (id: string, settings: Settings) => Promise<void>
  /** Deletes the store with all its contents. Its tenant ids stay known as retired. */
  readonly delete: (id: string, at: Date) => Promise<boolean>
  readonly findTenant: (tenantId: string) => Promise<TenantRow | undefined>
  /** Adds a tenant id to the store. Throws a UniqueViolation if it is or was in use. */
  readonly addTenant: (id: string, tenantId: string, at: Date) => Promise<void>
  readonly retireTenant: (id: string, at: Date) => Promise<void>
}

export interface Tokens {
  readonly list: (identityStoreId: string) => Promise<readonly TokenRow[]>
  readonly insert: (
    identityStoreId: string,
    token: { id: string; hash: Uint8Array; createdAt: Date; expiresAt: Date },
  ) => Promise<void>
  readonly delete: (identityStoreId: string, tokenId: string) => Promise<boolean>
  readonly findByHash: (hash: Uint8Array) => Promise<TokenHolder | undefined>
  readonly touch: (tokenId: string, at: Date) => Promise<void>
}

/** An access key for the Identity Store API. The database does not hold its secret: architecture, 4.4. */
export interface AccessKeyRow {
  readonly id: string
  readonly createdAt: Date
  readonly lastUsedAt: Date | null
}

/** An access key and its identity store, from one look-up. */
export interface AccessKeyHolder {
  readonly identityStoreId: string
  /** The current tenant id of the store. Null while provisioning is disabled. */
  readonly tenantId: string | null
  readonly storeCreatedAt: Date
  readonly lastUsedAt: Date | null
  /** The settings as the stored JSON text, a key for caches. Its rule ids may be former ones. */
  readonly settings: string
}

export interface AccessKeys {
  readonly list: (identityStoreId: string) => Promise<readonly AccessKeyRow[]>
  readonly insert: (identityStoreId: string, key: { id: string; createdAt: Date }) => Promise<void>
  readonly delete: (identityStoreId: string, id: string) => Promise<boolean>
  readonly find: (id: string) => Promise<AccessKeyHolder | undefined>
  readonly touch: (id: string, at: Date) => Promise<void>
  /** Whether there is no access key in any store. */
  readonly isEmpty: () => Promise<boolean>
}

/** Users or groups. The event of a write commits together with it, or not at all. */
export interface Resources<Keys, Filter> {
  /** Inserts a row unless the store holds `quota` rows. Throws a UniqueViolation if a key is taken. */
  readonly insert: (
    identityStoreId: string,
    row: ResourceWrite<Keys>,
    quota: number,
    event?: EventRow,
  ) => Promise<'inserted' | 'quota'>
  /** The JSON of a resource as SCIM returns it (groups: without `members`). */
  readonly show: (identityStoreId: string, id: string) => Promise<string | undefined>
  readonly find: (identityStoreId: string, id: string) => Promise<StoredResource | undefined>
  /** The same, with the row locked until the transaction ends. */
  readonly lock: (identityStoreId: string, id: string) => Promise<StoredResource | undefined>
  /** The same without a lock, with a version for an optimistic update. */
  readonly read: (identityStoreId: string, id: string) => Promise<VersionedResource | undefined>
  /**
   * Replaces a row, and changes the members of a group. Returns whether the row was there, in the given version.
   * Throws a UniqueViolation if a key is taken, and a MissingReference if a member does not exist.
   */
  readonly update: (
    identityStoreId: string,
    row: ResourceWrite<Keys>,
    event?: EventRow,
    more?: { readonly version?: string; readonly members?: MemberChanges },
  ) => Promise<boolean>
  readonly delete: (identityStoreId: string, id: string, event?: EventRow) => Promise<boolean>
  /** Deletes all rows of the store, in batches. */
  readonly clear: (identityStoreId: string) => Promise<void>
  /** Lists rows, oldest first. */
  readonly list: (
    identityStoreId: string,
    filter: Filter | undefined,
    page: Page,
  ) => Promise<readonly StoredResource[]>
  /** The same, with only the columns that SCIM returns. */
  readonly listShown: (
    identityStoreId: string,
    filter: Filter | undefined,
    page: Page,
  ) => Promise<readonly ShownResource[]>
  /** Lists rows whose user name, display name or email contains a text in any case, oldest first. */
  readonly search: (
    identityStoreId: string,
    text: string,
    page: Page,
  ) => Promise<readonly StoredResource[]>
  readonly count: (identityStoreId: string) => Promise<number>
  /** Finds the rows that hold these keys, except the row `exceptId`. */
  readonly findTaken: (
    identityStoreId: string,
    keys: Keys,
    exceptId?: string,
  ) => Promise<readonly Taken<keyof Keys & string>[]>
  /** The same for many rows in one statement. Returns one list for each, in their order. */
  readonly findTakenByMany: (
    identityStoreId: string,
    many: readonly Keys[],
  ) => Promise<readonly (readonly Taken<keyof Keys & string>[])[]>
  /** Whether the store holds `quota` rows or more. Counts them only if that is possible (`quota.ts`). */
  readonly isFull: (identityStoreId: string, quota: number) => Promise<boolean>
  /** The ids that exist, of those given, in no order. */
  readonly findExisting: (
    identityStoreId: string,
    ids: readonly string[],
  ) => Promise<readonly string[]>
}

export interface Throttles {
  /** Adds a call of an operation to the second of `at`. Returns the number of calls in it, over all servers. */
  readonly count: (identityStoreId: string, operation: string, at: Date) => Promise<number>
}

/** All data, as one object. Every query names its identity store. */
export interface Store {
  readonly identityStores: IdentityStores
  readonly tokens: Tokens
  readonly accessKeys: AccessKeys
  readonly users: Resources<UserKeys, UserFilter>
  readonly groups: Resources<GroupKeys, GroupFilter>
  readonly memberships: Memberships
  readonly contents: Contents
  readonly throttles: Throttles
  readonly events: Events
  readonly consoleSessions: ConsoleSessions
  /** Hashes of secrets that all servers share, by name. */
  readonly secrets: {
    readonly find: (name: string) => Promise<Uint8Array | undefined>
    /** Stores a hash unless there is one. Returns the stored hash. */
    readonly keep: (name: string, hash: Uint8Array, at: Date) => Promise<Uint8Array>
    readonly replace: (name: string, hash: Uint8Array, at: Date) => Promise<void>
  }
  readonly withCredential: (credential: Credential) => CheckedStore
  /** Runs `work` in a transaction, and retries it after a deadlock. It must not be nested. */
  readonly transaction: <Result>(work: (store: Store) => Promise<Result>) => Promise<Result>
  /** Runs reads that all see the data as of the first read. It must not be nested. */
  readonly readConsistently: <Result>(work: (store: Store) => Promise<Result>) => Promise<Result>
}
