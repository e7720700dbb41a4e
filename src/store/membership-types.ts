import type { Origin, StoredResource } from './resource-types.ts'

/** One user in one group. */
export interface MembershipRow {
  readonly id: string
  readonly groupId: string
  readonly userId: string
  readonly createdAt: Date
  readonly createdBy: Origin
}

/** A user or group, with its membership. */
export interface JoinedMembership extends StoredResource {
  readonly membershipId: string
  readonly memberSince: Date
}

/** `after`: an id; '' is the start. `text`: only users or groups whose names contain it, in any case. */
export interface JoinedPage {
  readonly after: string
  readonly limit: number
  readonly text?: string | undefined
}

export interface Memberships {
  /** Adds users to a group and skips members. Returns the number added. Throws a MissingReference for an unknown id. */
  readonly add: (
    identityStoreId: string,
    groupId: string,
    userIds: readonly string[],
    at: Date,
    by?: Origin,
  ) => Promise<number>
  /** Removes users from a group. Returns how many were members. */
  readonly remove: (
    identityStoreId: string,
    groupId: string,
    userIds: readonly string[],
  ) => Promise<number>
  readonly find: (identityStoreId: string, id: string) => Promise<MembershipRow | undefined>
  /** The memberships of a group by user id, or of a user by group id. `after`: such an id; '' is the start. */
  readonly list: (
    identityStoreId: string,
    of: { readonly groupId: string } | { readonly userId: string },
    page: { readonly after: string; readonly limit: number },
  ) => Promise<readonly MembershipRow[]>
  /** The users of a group by user id, without disabled users. */
  readonly enabledMembers: (
    identityStoreId: string,
    groupId: string,
    page: JoinedPage,
  ) => Promise<readonly JoinedMembership[]>
  /** The groups of a user by group id. */
  readonly groupsOf: (
    identityStoreId: string,
    userId: string,
    page: JoinedPage,
  ) => Promise<readonly JoinedMembership[]>
  /** The memberships of a user in these groups. */
  readonly findInGroups: (
    identityStoreId: string,
    userId: string,
    groupIds: readonly string[],
  ) => Promise<readonly MembershipRow[]>
}
