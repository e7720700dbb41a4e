import type { EventRow } from '../../src/store/event-types.ts'
import { at, here } from './rows.ts'

/** The event of a request that was accepted, with whatever is to be different. */
export const event = (requestId: string, difference: Partial<EventRow> = {}): EventRow => ({
  origin: 'scim',
  requestId,
  at,
  identityStoreId: here,
  tenantId: 'tenant-1',
  tokenId: 'token-1',
  operation: 'CreateUser',
  method: 'POST',
  path: '/tenant-1/scim/v2/Users',
  query: '',
  userAgent: 'Okta SCIM Client 1.0.0',
  sourceIp: '127.0.0.1',
  requestBody: Buffer.from('{"userName":"jane"}'),
  requestBytes: 19,
  status: 201,
  responseBody: Buffer.from('{"id":"1"}'),
  durationMs: 1.25,
  errorCode: null,
  errorMessage: null,
  findings: [],
  resourceId: null,
  resourceName: null,
  ...difference,
})

/** The request ids of events, in their order. */
export const requestIds = (events: readonly { readonly requestId: string }[]): readonly string[] =>
  events.map(({ requestId }) => requestId)
