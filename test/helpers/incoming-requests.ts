import type { Outcome, ReceivedRequest } from '../../src/events/received-request.ts'
import type { EventRow, StoredEvent } from '../../src/store/event-types.ts'

/* Requests and responses, in the form that the SCIM API passes to the event recorder. */

const base: ReceivedRequest = {
  requestId: '59370c32-f096-4892-8e37-94b4581f1f03',
  at: new Date('2026-11-01T12:00:00Z'),
  method: 'POST',
  path: '/tenant/scim/v2/Users',
  query: '',
  userAgent: 'curl/8.5.0',
  sourceIp: '127.0.0.1',
  body: new Uint8Array(),
  announcedBytes: 0,
  identityStoreId: 'd-1234567890',
  tenantId: 'tenant',
  tokenId: 'token',
  operation: 'CreateUser',
  id: '',
  bodyBytes: 65_536,
}

/** A CreateUser, but for what is said; the body may be given as text, or as a value to be made JSON. */
export const receivedRequest = ({
  body = '',
  ...rest
}: Partial<Omit<ReceivedRequest, 'body'>> & { readonly body?: unknown } = {}): ReceivedRequest => ({
  ...base,
  ...rest,
  body:
    body instanceof Uint8Array
      ? body
      : new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)),
})

/** A success without a body, but for what is said. */
export const outcomeOf = (outcome: Partial<Outcome> = {}): Outcome => ({
  status: 200,
  body: undefined,
  findings: [],
  durationMs: 1.5,
  ...outcome,
})

/** The event as the store gives it back. */
export const storedOf = ({ resourceName: _, ...row }: EventRow): StoredEvent => ({
  ...row,
  position: '1',
})
