import type { StoredEvent } from '../store/event-types.ts'
import type { Explanation } from './explain.ts'
import { AdministrationError } from './shared/administration-error.ts'

/** The request of an event, to explain it again, and the store that received it. */
export const requestOfEvent = (event: StoredEvent): Omit<Explanation, 'settings'> => {
  if (event.origin !== 'scim') {
    throw new AdministrationError(
      'conflict',
      'Only SCIM requests can be explained again. The event contains the findings of this request.',
    )
  }
  const { identityStoreId, method, path, query, userAgent, requestBody, requestBytes } = event
  if (requestBytes > (requestBody?.length ?? 0)) {
    throw new AdministrationError(
      'conflict',
      `The event contains only the beginning of the body, which had ${requestBytes} bytes. Pass the request itself, or increase the setting events.bodyBytes for future events.`,
    )
  }
  return {
    ...(identityStoreId !== null && { identityStoreId }),
    request: {
      method,
      path,
      query,
      ...(userAgent !== null && { userAgent }),
      ...(requestBody !== null && { body: requestBody }),
    },
  }
}
