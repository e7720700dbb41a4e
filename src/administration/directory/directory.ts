import type { AccessControlValue } from '../../identity-center/access-control-attributes.ts'
import type { JsonObject } from '../../scim/resource.ts'
import type { Origin } from '../../store/store.ts'

/* Manual changes of users and groups: AWS user guide, manage identities. */

/** The client that makes a manual change, for its event. Empty where a command works on the store without a server. */
export interface Actor {
  /** The request id of the event; a new one without it. */
  readonly requestId?: string
  readonly sourceIp?: string
  readonly userAgent?: string
}

/** A page of a list to read. */
export interface DirectorySearch {
  /** Part of a user name, display name or email address, in any case. Without it, the list is not filtered. */
  readonly query?: string
  /** The `nextCursor` of the previous page. */
  readonly cursor?: string
  /** From 1 to 100; 50 without it. */
  readonly limit?: number
}

/** One page of a list. */
export interface Listed<Item> {
  readonly items: readonly Item[]
  /** None on the last page. */
  readonly nextCursor?: string
}

export interface UserSummary {
  readonly userId: string
  readonly userName: string
  readonly displayName: string
  readonly email: string | null
  readonly enabled: boolean
  readonly createdBy: Origin
  readonly createdAt: string
  readonly updatedAt: string
}

export interface UserView extends UserSummary {
  readonly updatedBy: Origin
  readonly externalIds: readonly { readonly issuer: string; readonly id: string }[]
  /** The user as SCIM shows it. */
  readonly resource: JsonObject
  /** Attributes that only the Identity Store API has. */
  readonly extra: JsonObject
  /** Every attribute of the guide, in its order. */
  readonly accessControlAttributes: readonly AccessControlValue[]
  /** Why the identity provider may overwrite a manual change, in a sentence; null where it will not. */
  readonly warning: string | null
}

export interface GroupSummary {
  readonly groupId: string
  readonly displayName: string
  readonly description: string | null
  readonly createdBy: Origin
  readonly createdAt: string
  readonly updatedAt: string
}

export interface GroupView extends GroupSummary {
  readonly updatedBy: Origin
  readonly externalIds: readonly { readonly issuer: string; readonly id: string }[]
  readonly resource: JsonObject
  readonly warning: string | null
}

/** A membership as seen from its group. */
export interface MemberView extends UserSummary {
  readonly membershipId: string
  readonly memberSince: string
}

/** A membership as seen from its user. */
export interface MembershipView extends GroupSummary {
  readonly membershipId: string
  readonly memberSince: string
}

/** Whether a user could sign in with a SAML nameID: AWS user guide, troubleshooting. */
export interface NameIdCheck {
  /** Whether it is exactly the user name of an enabled user, and has the form of an email address. */
  readonly found: boolean
  /** Why, or why not and what to change. */
  readonly reason: string
  /** The user with this user name, or the one that was probably meant. */
  readonly user: UserSummary | null
}

/**
 * Reads and manually changes the users and groups of an identity store. Changes obey the rules of SCIM and those of AWS's
 * console: an email address is required, and a user name cannot change. A disabled user can only be enabled or deleted;
 * it cannot join a group, and its memberships are hidden.
 *
 * Each method throws an AdministrationError where it fails: a RefusedByRule, with findings, where a change violates a
 * rule. Each change stores an event, also where it is refused.
 */
export interface Directory {
  readonly listUsers: (store: string, search?: DirectorySearch) => Promise<Listed<UserSummary>>
  readonly getUser: (store: string, userId: string) => Promise<UserView>
  /** `attributes`: a SCIM user without `id`, `externalId` and `groups`. `active` defaults to true. */
  readonly createUser: (store: string, attributes: unknown, actor?: Actor) => Promise<UserView>
  /** Applies a JSON merge patch (RFC 7396): merges objects, replaces lists, removes what is null. `active` enables and disables. */
  readonly updateUser: (
    store: string,
    userId: string,
    changes: unknown,
    actor?: Actor,
  ) => Promise<UserView>
  readonly deleteUser: (store: string, userId: string, actor?: Actor) => Promise<void>
  /** The groups of a user; empty while the user is disabled. */
  readonly listMemberships: (
    store: string,
    userId: string,
    search?: DirectorySearch,
  ) => Promise<Listed<MembershipView>>
  readonly checkNameId: (store: string, nameId: string) => Promise<NameIdCheck>

  readonly listGroups: (store: string, search?: DirectorySearch) => Promise<Listed<GroupSummary>>
  readonly getGroup: (store: string, groupId: string) => Promise<GroupView>
  /** `attributes`: `displayName`, `description` (1 to 1,024 characters). Members are added afterwards. */
  readonly createGroup: (store: string, attributes: unknown, actor?: Actor) => Promise<GroupView>
  readonly updateGroup: (
    store: string,
    groupId: string,
    changes: unknown,
    actor?: Actor,
  ) => Promise<GroupView>
  readonly deleteGroup: (store: string, groupId: string, actor?: Actor) => Promise<void>
  /** The members of a group without the disabled ones. */
  readonly listMembers: (
    store: string,
    groupId: string,
    search?: DirectorySearch,
  ) => Promise<Listed<MemberView>>
  /** Adds up to 100 users, all or none. Users that are already members stay. */
  readonly addMembers: (
    store: string,
    groupId: string,
    userIds: readonly string[],
    actor?: Actor,
  ) => Promise<void>
  /** Refuses a user that is not a member. */
  readonly removeMember: (
    store: string,
    groupId: string,
    userId: string,
    actor?: Actor,
  ) => Promise<void>
}
