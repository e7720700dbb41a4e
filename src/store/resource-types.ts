import type { Origin } from '../identity-center/origin.ts'

export type { Origin } from '../identity-center/origin.ts'

/** A user or group in a list: its JSON as SCIM returns it (groups: without `members`), and its number in the order. */
export interface ShownResource {
  readonly sequence: number
  readonly resource: string
}

/** A stored user or group. */
export interface StoredResource extends ShownResource {
  readonly id: string
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly createdBy: Origin
  readonly updatedBy: Origin
  /** The issuer of its external id. Null without an external id. */
  readonly externalIdIssuer: string | null
  /** Attributes that only the Identity Store API has, as JSON: photos of a user, description of a group. */
  readonly extra: string
}

/** A row read without a lock. An update with its version fails if the row has changed since. */
export interface VersionedResource extends StoredResource {
  readonly version: string
}

/** The values that must be unique, as the client sent them. The store folds and hashes them. */
export interface UserKeys {
  readonly userName: string | undefined
  readonly email: string | undefined
  readonly externalId: string | undefined
}
export interface GroupKeys {
  readonly displayName: string | undefined
  readonly externalId: string | undefined
}

export interface ResourceWrite<Keys> {
  readonly id: string
  readonly resource: string
  readonly keys: Keys
  /** `https://scim.aws.com/<tenant id>` for a row with an external id: architecture, 4.2. */
  readonly externalIdIssuer: string | undefined
  readonly at: Date
  /** Who makes the change. Default: `scim`. */
  readonly by?: Origin
  /** If it is missing, an update keeps the stored value. */
  readonly extra?: string
}

/** A unique value that another user or group holds. */
export interface Taken<Key extends string> {
  readonly key: Key
  readonly holder: StoredResource
}

export interface Page {
  /** Return rows after this sequence number. 0: from the start. */
  readonly after: number
  /** The maximum number of rows. */
  readonly limit: number
}

/** Users to add to a group and to remove from it. Each user is in one of the two, once. */
export interface MemberChanges {
  readonly add: readonly string[]
  /** `others`: all members that are not in `add`. */
  readonly remove: readonly string[] | 'others'
}
