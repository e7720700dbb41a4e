import type { Origin } from '../identity-center/origin.ts'

export type { Origin } from '../identity-center/origin.ts'

/** What a list shows of a user or group: its JSON as the service answers it (groups: without `members`), and its place. */
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
  /** Who vouches for its external id; null where it has none. */
  readonly externalIdIssuer: string | null
  /** What SCIM does not know of it, as a JSON object: a user's photos, a group's description. */
  readonly extra: string
}

/** A row as it was read without a lock: it can be replaced as long as nobody else has. */
export interface VersionedResource extends StoredResource {
  readonly version: string
}

/** The values that must be unique, as the client sent them; the store folds and hashes them. */
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
  /** `scim` without it. */
  readonly by?: Origin
  /** Without it an update leaves what is there. */
  readonly extra?: string
}

/** A unique value that somebody else has. */
export interface Taken<Key extends string> {
  readonly key: Key
  readonly holder: StoredResource
}

export interface Page {
  /** Only rows after this sequence number; 0: from the start. */
  readonly after: number
  /** How many rows at the most. */
  readonly limit: number
}

/** Users who join a group, and those who leave it: nobody is named twice. */
export interface MemberChanges {
  readonly add: readonly string[]
  /** `others`: all who are in the group and do not join it. */
  readonly remove: readonly string[] | 'others'
}
