import type { MembershipRow } from './membership-types.ts'
import type { GroupKeys, StoredResource, UserKeys } from './resource-types.ts'

/** How many rows a store holds. */
export interface ContentCounts {
  readonly users: number
  readonly groups: number
  readonly memberships: number
}

/** A user or group with all columns except its number in the order, which the database assigns. */
export interface ResourceContent<Keys> extends Omit<StoredResource, 'sequence'> {
  readonly keys: Keys
}

/** Users, groups and memberships in bulk, for snapshots and imports. */
export interface Contents {
  readonly count: (identityStoreId: string) => Promise<ContentCounts>
  /** All memberships, `atOnce` at a time, in an order that is the same on any database. Call it in `readConsistently`. */
  readonly memberships: (
    identityStoreId: string,
    atOnce: number,
  ) => AsyncIterable<readonly MembershipRow[]>
  /** Finds the memberships with these pairs of group and user, or with these ids. */
  readonly findTakenMemberships: (
    identityStoreId: string,
    rows: readonly MembershipRow[],
  ) => Promise<readonly MembershipRow[]>
  /** Stops counts of the store until the transaction ends (`quota.ts`): bulk inserts check no quota. */
  readonly lockQuotas: (identityStoreId: string) => Promise<void>
  /** These insert rows with one statement, in order, after existing rows. They throw UniqueViolation or MissingReference. */
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
