import { headersTimeoutMs, requestTimeoutMs } from '../../identity-center/limits.ts'

/** How long a listener waits for its clients, in milliseconds. */
export interface Timeouts {
  /** For the headers of a request, and for the first request on a new connection. */
  readonly headersMs: number
  /** For a whole request, including its body, however steadily it arrives. */
  readonly requestMs: number
  /** For the next request on an open connection. */
  readonly idleMs: number
  /** Without any progress: a body that stops arriving, or a response that the client does not read. */
  readonly stalledMs: number
  /** How often `headersMs` and `requestMs` are checked, and so how late they may take effect. */
  readonly checkEveryMs: number
}

/** The SCIM listener is open to any client. One mebibyte in one minute is 17 KiB per second. */
export const publicTimeouts: Timeouts = {
  headersMs: headersTimeoutMs,
  requestMs: requestTimeoutMs,
  idleMs: 72_000, // longer than the 60 seconds of most load balancers, which would otherwise reuse a closed connection
  stalledMs: 60_000,
  checkEveryMs: 5_000,
}

/** The private listener accepts files of up to two gibibytes. */
export const privateTimeouts: Timeouts = { ...publicTimeouts, requestMs: 3_600_000 }
