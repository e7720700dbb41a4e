import type { Refusal } from '../identity-center/errors.ts'
import type { Finding } from '../identity-center/rule.ts'
import type { EventRow } from '../store/event-types.ts'

/** A request as it was received, and what routing and authentication know about it. */
export interface ReceivedRequest {
  /** `scim` without it. */
  readonly origin?: EventRow['origin']
  readonly requestId: string
  readonly at: Date
  readonly method: string
  readonly path: string
  readonly query: string
  readonly userAgent: string | undefined
  readonly sourceIp: string | undefined
  readonly body: Uint8Array
  /** Content-Length of the request: the only size that is known of a body that was not read. */
  readonly announcedBytes: number
  readonly identityStoreId: string | null
  readonly tenantId: string | null
  readonly tokenId: string | null
  readonly operation: string | null
  /** The `{id}` of the path; empty where there is none. */
  readonly id: string
  /** How many bytes of each body the event keeps. */
  readonly bodyBytes: number
}

/** The response to it. */
export interface Outcome {
  readonly status: number
  readonly body: string | undefined
  readonly findings: readonly Finding[]
  readonly refusal?: Refusal | undefined
  readonly durationMs: number
}
