import type { Finding } from '../identity-center/rule.ts'
import type { Origin } from './resource-types.ts'

/** What one request leaves behind: architecture, 4.11. */
export interface EventRow {
  readonly origin: Origin
  /** The `x-amzn-RequestId` of the answer. */
  readonly requestId: string
  readonly at: Date
  /** Null where the request led to no store that is known. */
  readonly identityStoreId: string | null
  readonly tenantId: string | null
  /** The token or access key that it came with. */
  readonly tokenId: string | null
  /** An operation of the guide; null where the request reached none. */
  readonly operation: string | null
  readonly method: string
  readonly path: string
  /** As it was sent, without the question mark. */
  readonly query: string
  readonly userAgent: string | null
  readonly sourceIp: string | null
  /** Passwords redacted, cut to the length that is kept. */
  readonly requestBody: Uint8Array | null
  /** How long the body was when it came. */
  readonly requestBytes: number
  readonly status: number
  readonly responseBody: Uint8Array | null
  readonly durationMs: number
  readonly errorCode: string | null
  /** What the service logs, which is more than it answers. */
  readonly errorMessage: string | null
  readonly findings: readonly Finding[]
  /** The user or group concerned, as far as it is known: its id, and its user name or display name. */
  readonly resourceId: string | null
  readonly resourceName: string | null
}

/** An event and its place in the order in which events became visible; opaque to everybody but the store. */
export interface StoredEvent extends Omit<EventRow, 'resourceName'> {
  readonly position: string
}

/** Which events are wanted; all conditions hold. */
export interface EventQuery {
  /** Null: those that led to no store; undefined: all. */
  readonly identityStoreId?: string | null
  readonly origin?: Origin
  readonly since?: Date
  readonly until?: Date
  readonly operation?: string
  readonly status?: number
  /** True: refused ones only. */
  readonly failed?: boolean
  readonly errorCode?: string
  /** An id of today or a former one: finds the events of both. */
  readonly ruleId?: string
  /** A user name or group name, whatever its case: its events, and those of the user or group that has it now. */
  readonly name?: string
  readonly resourceId?: string
  readonly requestId?: string
}

/** How much is kept of a store's events; whichever is reached first. */
export interface EventRetention {
  /** Nothing older than this. */
  readonly before: Date
  /** No more than the newest of this number. */
  readonly count: number
}

export interface Events {
  readonly insert: (rows: readonly EventRow[]) => Promise<void>
  /** Newest first, from the newest or from before a position. Throws nothing for a position it never gave: finds nothing. */
  readonly list: (
    query: EventQuery,
    page: { readonly before?: string; readonly limit: number },
  ) => Promise<readonly StoredEvent[]>
  /** In the order in which they became visible, from after a position; nothing that commits late is ever skipped. */
  readonly follow: (
    query: EventQuery,
    page: { readonly after: string; readonly limit: number },
  ) => Promise<readonly StoredEvent[]>
  /** The position up to which everything is visible now. */
  readonly end: () => Promise<string>
  /** Deletes what need not be kept, of one store or (null) of those that led to none; says how many. */
  readonly clean: (identityStoreId: string | null, retention: EventRetention) => Promise<number>
  readonly clear: (identityStoreId: string) => Promise<void>
}
