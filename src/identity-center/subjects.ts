import type { Deviation, Filter, MembershipChange, PatchReading } from '../scim/reading.ts'
import type { Group, JsonObject, User } from '../scim/resource.ts'

/** What the rules of a create, a PUT, or the result of a PATCH check. */
export interface ResourceSubject<Resource extends User | Group> {
  readonly operation: 'CreateUser' | 'PutUser' | 'PatchUser' | 'CreateGroup' | 'PatchGroup'
  readonly resource: Resource
  readonly deviations: readonly Deviation[]
  /** The `id` in the body, and the one in the path. */
  readonly bodyId: string | undefined
  readonly pathId: string | undefined
  /** The stored resource before a PUT or PATCH. */
  readonly previous?: Resource
  /** Attributes in the body that only other APIs than SCIM have, such as a group's description. */
  readonly extra?: JsonObject
}
export type UserSubject = ResourceSubject<User>
export type GroupSubject = ResourceSubject<Group>

/** What the rules about PATCH operations check, before the operations are applied. */
export interface PatchSubject {
  readonly operation: 'PatchUser' | 'PatchGroup'
  readonly patch: PatchReading
  /** Of a group's `members` operations; empty for users. */
  readonly changes: readonly MembershipChange[]
}

/** What the rules about lists check. */
export interface ListSubject {
  readonly operation: 'ListUsers' | 'ListGroups'
  readonly query: Readonly<Record<string, string | undefined>>
  /** The parsed `filter`; undefined if there is none, or if it cannot be parsed. */
  readonly filter: Filter | undefined
}

/** What the rules about requests of any operation check. */
export interface RequestSubject {
  readonly method: string
  readonly userAgent: string | undefined
  /** Whether the path held `//`, before it was routed. */
  readonly doubledSlash: boolean
}

/** What the rules about JSON bodies of any operation check. */
export interface BodySubject {
  /** Whether an object in it named a key twice. */
  readonly duplicateKeys: boolean
}
