import type { Finding } from '../identity-center/rule.ts'
import type { Origin } from './resource-types.ts'

/** The event of one request: architecture, 4.11. */
export interface EventRow {
  readonly origin: Origin
  /** The `x-amzn-RequestId` of the response. */
  readonly requestId: string
  readonly at: Date
  /** Null if the request named no known store. */
  readonly identityStoreId: string | null
  readonly tenantId: string | null
  /** The token or access key of the request. */
  readonly tokenId: string | null
  /** The operation, by its name in the guide. Null if the request reached none. */
  readonly operation: string | null
  readonly method: string
  readonly path: string
  /** As the client sent it, without the question mark. */
  readonly query: string
  readonly userAgent: string | null
  readonly sourceIp: string | null
  /** Secrets redacted, truncated to the setting `events.bodyBytes`. */
  readonly requestBody: Uint8Array | null
  /** The length of the body as received. */
  readonly requestBytes: number
  readonly status: number
  readonly responseBody: Uint8Array | null
  readonly durationMs: number
  readonly errorCode: string | null
  /** The message that the service logs. It says more than the response. */
  readonly errorMessage: string | null
  readonly findings: readonly Finding[]
  /** The user or group that the request is about: its id, and its user name or display name. Null if unknown. */
  readonly resourceId: string | null
  readonly resourceName: string | null
}

/** An event and its position in the stream (`event-position.ts`), as an opaque text. */
export interface StoredEvent extends Omit<EventRow, 'resourceName'> {
  readonly position: string
}

/** A search for events. All conditions must hold. */
export interface EventQuery {
  /** Null: events of no known store. Undefined: events of all. */
  readonly identityStoreId?: string | null
  readonly origin?: Origin
  readonly since?: Date
  readonly until?: Date
  readonly operation?: string
  readonly status?: number
  /** True: refused requests only. False: accepted ones only. */
  readonly failed?: boolean
  readonly errorCode?: string
  /** A current or former rule id. Finds the events of both. */
  readonly ruleId?: string
  /** A user or group name in any case: events with this name, and those of the user or group that has it now. */
  readonly name?: string
  readonly resourceId?: string
  readonly requestId?: string
}

/** The limits of a store's events. Events beyond either are deleted. */
export interface EventRetention {
  /** Older events are deleted. */
  readonly before: Date
  /** This number of the newest events stays. */
  readonly count: number
}

export interface Events {
  readonly insert: (rows: readonly EventRow[]) => Promise<void>
  /** Lists events, newest first, optionally before a position. An invalid position finds nothing. */
  readonly list: (
    query: EventQuery,
    page: { readonly before?: string; readonly limit: number },
  ) => Promise<readonly StoredEvent[]>
  /** Lists finished events after a position, in stream order (`event-position.ts`). Skips none that commits late. */
  readonly follow: (
    query: EventQuery,
    page: { readonly after: string; readonly limit: number },
  ) => Promise<readonly StoredEvent[]>
  /** The position up to which all events are finished now. */
  readonly end: () => Promise<string>
  /** Deletes events beyond the limits, of a store or (null) of no known store. Returns their number. */
  readonly clean: (identityStoreId: string | null, retention: EventRetention) => Promise<number>
  readonly clear: (identityStoreId: string) => Promise<void>
}
