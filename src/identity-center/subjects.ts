import type { Deviation, Filter, MembershipChange, PatchReading } from '../scim/reading.ts'
import type { Group, JsonObject, User } from '../scim/resource.ts'

/** What the rules of a create, a PUT, or the result of a PATCH are held against. */
export interface ResourceSubject<Resource extends User | Group> {
  readonly operation: 'CreateUser' | 'PutUser' | 'PatchUser' | 'CreateGroup' | 'PatchGroup'
  readonly resource: Resource
  readonly deviations: readonly Deviation[]
  /** The `id` in the body, and the one in the path. */
  readonly bodyId: string | undefined
  readonly pathId: string | undefined
  /** What was stored before a PUT or PATCH. */
  readonly previous?: Resource
  /** What the body says that only other doors than SCIM's know of: a group's description. */
  readonly extra?: JsonObject
}
export type UserSubject = ResourceSubject<User>
export type GroupSubject = ResourceSubject<Group>

/** What the rules about PATCH operations themselves are held against, before anything is applied. */
export interface PatchSubject {
  readonly operation: 'PatchUser' | 'PatchGroup'
  readonly patch: PatchReading
  /** Of a group's `members` operations; empty for users. */
  readonly changes: readonly MembershipChange[]
}

/** What the rules about list queries are held against. */
export interface ListSubject {
  readonly operation: 'ListUsers' | 'ListGroups'
  readonly query: Readonly<Record<string, string | undefined>>
  /** The parsed `filter`; undefined when there is none, or when it could not be parsed. */
  readonly filter: Filter | undefined
}

/** What the rules about the request as such are held against, whatever its operation. */
export interface RequestSubject {
  readonly method: string
  readonly userAgent: string | undefined
  /** Whether the path held `//`, before it was routed. */
  readonly doubledSlash: boolean
}

/** What the rules about a JSON body as such are held against. */
export interface BodySubject {
  /** Whether an object in it named a key twice. */
  readonly duplicateKeys: boolean
}
