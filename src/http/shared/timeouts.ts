import { headersTimeoutMs, requestTimeoutMs } from '../../identity-center/limits.ts'

/** How long a listener waits for its clients; in milliseconds. */
export interface Timeouts {
  /** For the headers of a request, and for a request on a connection that is new. */
  readonly headers: number
  /** For a whole request, however small the pieces are in which it comes. */
  readonly request: number
  /** For the next request on a connection. */
  readonly idle: number
  /** For anything to move at all: a body that stops, or an answer that is not fetched. */
  readonly still: number
  /** How often it is looked whether headers and requests have come. */
  readonly lookEvery: number
}

/** Of the SCIM listener, which anybody may reach: a mebibyte in a minute is 17 KiB a second. */
export const publicTimeouts: Timeouts = {
  headers: headersTimeoutMs,
  request: requestTimeoutMs,
  idle: 72_000, // longer than the 60 seconds of most load balancers, which would otherwise meet a closed connection
  still: 60_000,
  lookEvery: 5_000,
}

/** Of the private listener, where files of two gibibytes come in. */
export const privateTimeouts: Timeouts = { ...publicTimeouts, request: 3_600_000 }
