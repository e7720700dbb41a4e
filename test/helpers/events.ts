import { setTimeout as sleep } from 'node:timers/promises'
import type { EventRow } from '../../src/store/event-types.ts'
import type { Store } from '../../src/store/store.ts'
import { at, here } from './rows.ts'

/** The event of an accepted request, with the given changes. */
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

/** The request ids of events, in order. */
export const requestIds = (events: readonly { readonly requestId: string }[]): readonly string[] =>
  events.map(({ requestId }) => requestId)

/**
 * Waits until all events are visible to followers. Other tests on the same PostgreSQL server can delay this, because
 * followers wait for every open transaction.
 */
export const settled = async ({ events }: Store): Promise<void> => {
  const written = (await events.list({}, { limit: 1_000 })).length
  for (let tries = 0; tries < 500; tries += 1) {
    const told = await events.follow({}, { after: '0.0', limit: 1_000 })
    if (told.length === written) return
    await sleep(20)
  }
}
