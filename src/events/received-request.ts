import type { Refusal } from '../identity-center/errors.ts'
import type { Finding } from '../identity-center/rule.ts'
import type { EventRow } from '../store/event-types.ts'

/** A request as it came in, and what was made out of where it leads. */
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
  /** What Content-Length said of a body; it is all that is known of one that was not read. */
  readonly announcedBytes: number
  readonly identityStoreId: string | null
  readonly tenantId: string | null
  readonly tokenId: string | null
  readonly operation: string | null
  /** The `{id}` of the path; empty where there is none. */
  readonly id: string
  /** How many bytes of each body are kept. */
  readonly bodyBytes: number
}

/** What it was answered. */
export interface Outcome {
  readonly status: number
  readonly body: string | undefined
  readonly findings: readonly Finding[]
  readonly refusal?: Refusal | undefined
  readonly durationMs: number
}
