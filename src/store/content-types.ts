import type { MembershipRow } from './membership-types.ts'
import type { GroupKeys, StoredResource, UserKeys } from './resource-types.ts'

/** How much a store holds. */
export interface ContentCounts {
  readonly users: number
  readonly groups: number
  readonly memberships: number
}

/** A user or group with all that is known of it but its place in the order. */
export interface ResourceContent<Keys> extends Omit<StoredResource, 'sequence'> {
  readonly keys: Keys
}

/** Users, groups and memberships by the hundred, as they are, for files that hold a whole store. */
export interface Contents {
  readonly count: (identityStoreId: string) => Promise<ContentCounts>
  /** All memberships of the store, some at a time, in an order that is the same on any database. Only within `atOneMoment`. */
  readonly memberships: (
    identityStoreId: string,
    atOnce: number,
  ) => AsyncIterable<readonly MembershipRow[]>
  /** Which memberships there are of these groups and users, or by these ids. */
  readonly takenMemberships: (
    identityStoreId: string,
    rows: readonly MembershipRow[],
  ) => Promise<readonly MembershipRow[]>
  /** Lets nobody count the rows of the store until the transaction ends: these inserts are held against no quota. */
  readonly lockQuotas: (identityStoreId: string) => Promise<void>
  /** Each by one statement; the rows come after those that are there, in their order. Throw a UniqueViolation or MissingReference. */
  readonly insertUsers: (
    identityStoreId: string,
    rows: readonly ResourceContent<UserKeys>[],
  ) => Promise<void>
  readonly insertGroups: (
    identityStoreId: string,
    rows: readonly ResourceContent<GroupKeys>[],
  ) => Promise<void>
  readonly insertMemberships: (
    identityStoreId: string,
    rows: readonly MembershipRow[],
  ) => Promise<void>
}
