import { withAdvice } from '../identity-center/advice.ts'
import { identifyClient } from '../identity-center/clients.ts'
import type { Refusal } from '../identity-center/errors.ts'
import type { Finding } from '../identity-center/rule.ts'
import type { EventRow } from '../store/event-types.ts'
import { findEventTarget, findObject } from './event-target.ts'
import { redactBody } from './redact.ts'
import { redactQuery } from './redact-query.ts'
import { redactSecretBytes } from './redact-secrets.ts'
import { storableFinding, storableText } from './storable.ts'
import { truncateBody } from './truncate-body.ts'

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

/** What a column of the table holds at most; a client may announce anything. */
const bytesMax = 2_147_483_647

/** The findings with what the client, where it can be told, has to do about each. */
const advised = (received: ReceivedRequest, findings: readonly Finding[]): readonly Finding[] => {
  if (findings.length === 0) return findings
  const isSync = received.origin === undefined || received.origin === 'scim'
  const client = isSync
    ? identifyClient({ ...received, body: findObject(received.body) })
    : undefined
  return findings.map((finding) => storableFinding(withAdvice(finding, client)))
}

const textOrNull = (text: string | null | undefined): string | null =>
  text === null || text === undefined ? null : storableText(text)

/** The event of a request: architecture, 4.11. Never throws, whatever was sent. */
export const buildEvent = (received: ReceivedRequest, outcome: Outcome): EventRow => {
  const { method, path, query, userAgent, sourceIp, body, bodyBytes } = received
  const { refusal } = outcome
  const concerned = findEventTarget(received, outcome)
  return {
    origin: received.origin ?? 'scim',
    requestId: received.requestId,
    at: received.at,
    identityStoreId: received.identityStoreId,
    tenantId: textOrNull(received.tenantId),
    tokenId: received.tokenId,
    operation: received.operation,
    method,
    path: storableText(path),
    query: storableText(redactQuery(query)),
    userAgent: textOrNull(userAgent),
    sourceIp: textOrNull(sourceIp),
    requestBody: body.length === 0 ? null : truncateBody(redactBody(body), bodyBytes),
    requestBytes: Math.min(Math.max(body.length, received.announcedBytes), bytesMax),
    status: outcome.status,
    responseBody:
      outcome.body === undefined
        ? null
        : truncateBody(redactSecretBytes(Buffer.from(outcome.body)), bodyBytes),
    durationMs: outcome.durationMs,
    errorCode: refusal?.exception ?? null,
    errorMessage: textOrNull(refusal?.logged),
    findings: advised(received, outcome.findings),
    resourceId: textOrNull(concerned.id),
    resourceName: textOrNull(concerned.name),
  }
}
