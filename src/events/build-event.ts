import { appendAdvice } from '../identity-center/advice.ts'
import { identifyClient } from '../identity-center/clients.ts'
import type { Finding } from '../identity-center/rule.ts'
import type { EventRow } from '../store/event-types.ts'
import { findEventTarget } from './event-target.ts'
import type { Outcome, ReceivedRequest } from './received-request.ts'
import { redactBody } from './redact.ts'
import { redactQuery } from './redact-query.ts'
import { redactSecretBytes } from './redact-secrets.ts'
import { findObject } from './request-json.ts'
import { sanitizeFinding, sanitizeText } from './sanitize.ts'
import { truncateBody } from './truncate-body.ts'

/** Of an `integer` column; a client may announce any length. */
const bytesMax = 2_147_483_647

/** The findings with the remedy for the client that sent the request, where it can be identified. */
const prepareFindings = (
  received: ReceivedRequest,
  findings: readonly Finding[],
): readonly Finding[] => {
  if (findings.length === 0) return findings
  const isSync = received.origin === undefined || received.origin === 'scim'
  const client = isSync
    ? identifyClient({ ...received, body: findObject(received.body) })
    : undefined
  return findings.map((finding) => sanitizeFinding(appendAdvice(finding, client)))
}

const textOrNull = (text: string | null | undefined): string | null =>
  text === null || text === undefined ? null : sanitizeText(text)

/** Builds the event of a request: architecture, 4.11. Never throws. */
export const buildEvent = (received: ReceivedRequest, outcome: Outcome): EventRow => {
  const { method, path, query, userAgent, sourceIp, body, bodyBytes } = received
  const { refusal } = outcome
  const target = findEventTarget(received, outcome)
  return {
    origin: received.origin ?? 'scim',
    requestId: received.requestId,
    at: received.at,
    identityStoreId: received.identityStoreId,
    tenantId: textOrNull(received.tenantId),
    tokenId: received.tokenId,
    operation: received.operation,
    method,
    path: sanitizeText(path),
    query: sanitizeText(redactQuery(query)),
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
    findings: prepareFindings(received, outcome.findings),
    resourceId: textOrNull(target.id),
    resourceName: textOrNull(target.name),
  }
}
