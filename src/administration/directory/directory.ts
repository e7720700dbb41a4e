import type { AccessControlValue } from '../../identity-center/access-control-attributes.ts'
import type { JsonObject } from '../../scim/resource.ts'
import type { Origin } from '../../store/store.ts'

/* Users and groups by hand, as in the guide's chapter on managing identities: AWS user guide, manage identities. */

/** Who does something by hand; its event says so. Nothing is known where a command works on the store itself. */
export interface Actor {
  /** Under which the event is kept; a new one without it. */
  readonly requestId?: string
  readonly sourceIp?: string
  readonly userAgent?: string
}

/** Which part of a list is wanted. */
export interface DirectorySearch {
  /** A part of a user name, display name or e-mail address, whatever its case; all without it. */
  readonly query?: string
  /** The `nextCursor` of the page before. */
  readonly cursor?: string
  /** From 1 to 100; 50 without it. */
  readonly limit?: number
}

/** A page of a list. */
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
  /** What only the Identity Store API knows of it. */
  readonly extra: JsonObject
  /** All that there are, in the guide's order. */
  readonly accessControlAttributes: readonly AccessControlValue[]
  /** Why a change by hand would not last: the identity provider that provisions this store. Null where none does. */
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

/** Whether a SAML assertion with this nameID would let somebody in: AWS user guide, troubleshooting. */
export interface NameIdAnswer {
  /** Whether it is, to the letter, the user name of an enabled user, and shaped like an e-mail address. */
  readonly found: boolean
  /** In a sentence: why, or why not, and what to change. */
  readonly reason: string
  /** Whoever is found, or was probably meant. */
  readonly user: UserSummary | null
}

/**
 * The users and groups of an identity store, by hand. Bodies are judged by the rules of SCIM, and by those of the
 * console: an e-mail address is required, a user name stays as it is, a disabled user is only enabled again or deleted,
 * joins no group and shows no memberships. Each method answers, or throws an AdministrationError: a RefusedByRule, with
 * findings, where a rule of the book is broken. Whatever writes leaves an event, also where it is refused.
 */
export interface Directory {
  readonly listUsers: (store: string, search?: DirectorySearch) => Promise<Listed<UserSummary>>
  readonly getUser: (store: string, userId: string) => Promise<UserView>
  /** `attributes`: a user as SCIM has it, without `id`, `externalId` and `groups`; `active` is true without it. */
  readonly createUser: (store: string, attributes: unknown, actor?: Actor) => Promise<UserView>
  /** Sets the attributes that are given, merges objects, replaces lists; null removes one: RFC 7396. `active` enables and disables. */
  readonly updateUser: (
    store: string,
    userId: string,
    changes: unknown,
    actor?: Actor,
  ) => Promise<UserView>
  readonly deleteUser: (store: string, userId: string, actor?: Actor) => Promise<void>
  /** The groups of a user; none while it is disabled. */
  readonly listMemberships: (
    store: string,
    userId: string,
    search?: DirectorySearch,
  ) => Promise<Listed<MembershipView>>
  readonly askNameId: (store: string, nameId: string) => Promise<NameIdAnswer>

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
  /** The members of a group; not those that are disabled. */
  readonly listMembers: (
    store: string,
    groupId: string,
    search?: DirectorySearch,
  ) => Promise<Listed<MemberView>>
  /** No more than 100 at once; whoever is in already stays. All or none. */
  readonly addMembers: (
    store: string,
    groupId: string,
    userIds: readonly string[],
    actor?: Actor,
  ) => Promise<void>
  /** Refuses a user who is no member. */
  readonly removeMember: (
    store: string,
    groupId: string,
    userId: string,
    actor?: Actor,
  ) => Promise<void>
}
