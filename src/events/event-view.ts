import type { Finding } from '../identity-center/rule.ts'
import { decodeUtf8 } from '../lib/utf8.ts'
import type { StoredEvent } from '../store/event-types.ts'

/** A body in JSON: as text, or in base64 where it is not UTF-8. */
interface BodyView {
  readonly body: string | null
  readonly bodyBase64?: string
  /** The length of the whole body, in bytes; only where the event keeps less. */
  readonly bodyBytes?: number
}

/** An event as the admin API shows it: architecture, part 5. */
export interface EventView {
  /** The API that received it. */
  readonly origin: StoredEvent['origin']
  readonly requestId: string
  readonly time: string
  readonly identityStoreId: string | null
  readonly tenantId: string | null
  readonly tokenId: string | null
  readonly eventName: string | null
  readonly request: {
    readonly method: string
    readonly path: string
    readonly query: string
    readonly userAgent: string | null
    readonly sourceIp: string | null
  } & BodyView
  readonly response: { readonly status: number } & BodyView
  readonly durationMs: number
  readonly errorCode: string | null
  readonly errorMessage: string | null
  readonly findings: readonly Finding[]
}

const bodyView = (bytes: Uint8Array | null): BodyView => {
  if (bytes === null) return { body: null }
  const text = decodeUtf8(bytes)
  return text === undefined
    ? { body: null, bodyBase64: Buffer.from(bytes).toString('base64') }
    : { body: text }
}

/** An event for the admin API, the console and scripts. */
export const eventView = (stored: StoredEvent): EventView => {
  const { requestBody, requestBytes } = stored
  const isCut = requestBytes > (requestBody?.length ?? 0)
  return {
    origin: stored.origin,
    requestId: stored.requestId,
    time: stored.at.toISOString(),
    identityStoreId: stored.identityStoreId,
    tenantId: stored.tenantId,
    tokenId: stored.tokenId,
    eventName: stored.operation,
    request: {
      method: stored.method,
      path: stored.path,
      query: stored.query,
      userAgent: stored.userAgent,
      sourceIp: stored.sourceIp,
      ...bodyView(requestBody),
      ...(isCut ? { bodyBytes: requestBytes } : {}),
    },
    response: { status: stored.status, ...bodyView(stored.responseBody) },
    durationMs: stored.durationMs,
    errorCode: stored.errorCode,
    errorMessage: stored.errorMessage,
    findings: stored.findings,
  }
}
