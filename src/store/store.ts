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

/** An identity store and its present address: architecture, 4.2. */
export interface IdentityStoreRow {
  readonly id: string
  /** The tenant id in use; null while provisioning is disabled. */
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

/** What a bearer token leads to, in one look-up. */
export interface TokenHolder {
  readonly tokenId: string
  readonly hash: Uint8Array
  readonly identityStoreId: string
  /** The store's tenant id in use; null while provisioning is disabled. */
  readonly tenantId: string | null
  readonly expiresAt: Date
  readonly lastUsedAt: Date | null
  /** The settings as JSON text, so that equal settings are equal strings. */
  readonly settings: string
  /** How often the store's settings and address had changed. */
  readonly revision: number
}

/** What is known of a token from an earlier look-up: the token is there, and its store as it was then. */
export type Credential = Pick<TokenHolder, 'tokenId' | 'revision'>

/** The store for one request of somebody with a credential. */
export interface CheckedStore {
  /** Its first statement on users or groups sees to it that the credential holds, and throws CredentialChanged if not. */
  readonly store: Store
  /** Sees to it where no statement has. Throws CredentialChanged. */
  readonly check: () => Promise<void>
}

/** Identity stores, the tenant ids that lead or once led to them, and their tokens. */
export interface IdentityStores {
  readonly list: () => Promise<readonly IdentityStoreRow[]>
  readonly find: (id: string) => Promise<IdentityStoreRow | undefined>
  /** The same, with the row locked until the transaction ends. */
  readonly lock: (id: string) => Promise<IdentityStoreRow | undefined>
  readonly insert: (row: { id: string; createdAt: Date; settings: Settings }) => Promise<void>
  readonly saveSettings: (id: string, settings: Settings) => Promise<void>
  /** Deletes the store with all it holds; its tenant ids stay known as retired. */
  readonly delete: (id: string, at: Date) => Promise<boolean>
  readonly findTenant: (tenantId: string) => Promise<TenantRow | undefined>
  /** Gives the store an address. Throws a UniqueViolation when the tenant id was ever in use. */
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

/** An access key for the Identity Store API. Its secret is nowhere in the database: architecture, 4.4. */
export interface AccessKeyRow {
  readonly id: string
  readonly createdAt: Date
  readonly lastUsedAt: Date | null
}

/** What the id of an access key leads to, in one look-up. */
export interface AccessKeyHolder {
  readonly identityStoreId: string
  /** The store's tenant id in use; null while provisioning is disabled. */
  readonly tenantId: string | null
  readonly storeCreatedAt: Date
  readonly lastUsedAt: Date | null
  /** The settings as JSON text, so that equal settings are equal strings. */
  readonly settings: string
}

export interface AccessKeys {
  readonly list: (identityStoreId: string) => Promise<readonly AccessKeyRow[]>
  readonly insert: (identityStoreId: string, key: { id: string; createdAt: Date }) => Promise<void>
  readonly delete: (identityStoreId: string, id: string) => Promise<boolean>
  readonly find: (id: string) => Promise<AccessKeyHolder | undefined>
  readonly touch: (id: string, at: Date) => Promise<void>
  /** Whether no store has any. */
  readonly isEmpty: () => Promise<boolean>
}

/** One table of resources. An event that is given to a write commits with it or not at all. */
export interface Resources<Keys, Filter> {
  /** Inserts unless the store holds `quota` rows already. Throws a UniqueViolation for a key that is taken. */
  readonly insert: (
    identityStoreId: string,
    row: ResourceWrite<Keys>,
    quota: number,
    event?: EventRow,
  ) => Promise<'inserted' | 'quota'>
  /** The resource alone, as SCIM shows it. */
  readonly show: (identityStoreId: string, id: string) => Promise<string | undefined>
  readonly find: (identityStoreId: string, id: string) => Promise<StoredResource | undefined>
  /** The same, with the row locked until the transaction ends. */
  readonly lock: (identityStoreId: string, id: string) => Promise<StoredResource | undefined>
  /** The same without a lock, to be replaced later. */
  readonly read: (identityStoreId: string, id: string) => Promise<VersionedResource | undefined>
  /**
   * Replaces what is stored, and a group's memberships with it; says whether the row was there, in that version if one
   * is given. Throws a UniqueViolation for a key that is taken, a MissingReference for a member that does not exist.
   */
  readonly update: (
    identityStoreId: string,
    row: ResourceWrite<Keys>,
    event?: EventRow,
    more?: { readonly version?: string; readonly members?: MemberChanges },
  ) => Promise<boolean>
  readonly delete: (identityStoreId: string, id: string, event?: EventRow) => Promise<boolean>
  /** Deletes all that the store has. */
  readonly clear: (identityStoreId: string) => Promise<void>
  /** Oldest first. */
  readonly list: (
    identityStoreId: string,
    filter: Filter | undefined,
    page: Page,
  ) => Promise<readonly StoredResource[]>
  /** The same, without what SCIM does not show. */
  readonly shown: (
    identityStoreId: string,
    filter: Filter | undefined,
    page: Page,
  ) => Promise<readonly ShownResource[]>
  /** Those whose user name, display name or e-mail holds a text, whatever its case; oldest first. */
  readonly search: (
    identityStoreId: string,
    text: string,
    page: Page,
  ) => Promise<readonly StoredResource[]>
  readonly count: (identityStoreId: string) => Promise<number>
  /** Who holds which of these keys, `exceptId` left out. */
  readonly taken: (
    identityStoreId: string,
    keys: Keys,
    exceptId?: string,
  ) => Promise<readonly Taken<keyof Keys & string>[]>
  /** The same for many at once, in their order: one statement for all of them. */
  readonly takenByMany: (
    identityStoreId: string,
    many: readonly Keys[],
  ) => Promise<readonly (readonly Taken<keyof Keys & string>[])[]>
  /** Whether the store holds `quota` rows or more; they are counted only where that is possible at all. */
  readonly isFull: (identityStoreId: string, quota: number) => Promise<boolean>
  /** Which of these ids somebody has, in no order. */
  readonly existing: (identityStoreId: string, ids: readonly string[]) => Promise<readonly string[]>
}

export interface Throttles {
  /** Counts one more call of an operation within the second of `at`, over all replicas, and says how many there were. */
  readonly count: (identityStoreId: string, operation: string, at: Date) => Promise<number>
}

/** Everything that is kept, as one object. Each query names the identity store. */
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
  /** Hashes of secrets that all replicas share, by name. */
  readonly secrets: {
    readonly find: (name: string) => Promise<Uint8Array | undefined>
    /** Keeps the first one given; says which is kept. */
    readonly keep: (name: string, hash: Uint8Array, at: Date) => Promise<Uint8Array>
    readonly replace: (name: string, hash: Uint8Array, at: Date) => Promise<void>
  }
  readonly withCredential: (credential: Credential) => CheckedStore
  /** Runs the work in one transaction: all or nothing; run again after a deadlock. Not to be nested. */
  readonly transaction: <Result>(work: (store: Store) => Promise<Result>) => Promise<Result>
  /** The same for reads alone: all of them see the store as it was at the first. Not to be nested. */
  readonly atOneMoment: <Result>(work: (store: Store) => Promise<Result>) => Promise<Result>
}
