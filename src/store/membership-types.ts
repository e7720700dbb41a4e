import type { Origin, StoredResource } from './resource-types.ts'

/** One user in one group. */
export interface MembershipRow {
  readonly id: string
  readonly groupId: string
  readonly userId: string
  readonly createdAt: Date
  readonly createdBy: Origin
}

/** A user or group with the membership that leads to it. */
export interface JoinedMembership extends StoredResource {
  readonly membershipId: string
  readonly memberSince: Date
}

/** From after such an id ('': the start); only those whose names hold a text, whatever its case. */
export interface JoinedPage {
  readonly after: string
  readonly limit: number
  readonly text?: string | undefined
}

export interface Memberships {
  /** Adds these users, those who are in already passed over; says how many were not. Throws a MissingReference when one does not exist. */
  readonly add: (
    identityStoreId: string,
    groupId: string,
    userIds: readonly string[],
    at: Date,
    by?: Origin,
  ) => Promise<number>
  /** Says how many were in. */
  readonly remove: (
    identityStoreId: string,
    groupId: string,
    userIds: readonly string[],
  ) => Promise<number>
  readonly find: (identityStoreId: string, id: string) => Promise<MembershipRow | undefined>
  /** The memberships of a group, by user id, or of a user, by group id; from after such an id ('': the start). */
  readonly list: (
    identityStoreId: string,
    of: { readonly groupId: string } | { readonly userId: string },
    page: { readonly after: string; readonly limit: number },
  ) => Promise<readonly MembershipRow[]>
  /** The users of a group, by user id; not those that are disabled. */
  readonly enabledMembers: (
    identityStoreId: string,
    groupId: string,
    page: JoinedPage,
  ) => Promise<readonly JoinedMembership[]>
  /** The groups of a user, by group id. */
  readonly groupsOf: (
    identityStoreId: string,
    userId: string,
    page: JoinedPage,
  ) => Promise<readonly JoinedMembership[]>
  /** The memberships of a user in any of these groups. */
  readonly among: (
    identityStoreId: string,
    userId: string,
    groupIds: readonly string[],
  ) => Promise<readonly MembershipRow[]>
}
