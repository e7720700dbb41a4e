import type { StoredEvent } from '../store/event-types.ts'
import type { Explanation } from './explain.ts'
import { AdministrationError } from './shared/administration-error.ts'

/** The request of an event, to be asked about again, and the store that it came to. */
export const requestOfEvent = (event: StoredEvent): Omit<Explanation, 'settings'> => {
  if (event.origin !== 'scim') {
    throw new AdministrationError(
      'conflict',
      'Only a request of SCIM can be judged again; what this one broke stands in its event.',
    )
  }
  const { identityStoreId, method, path, query, userAgent, requestBody, requestBytes } = event
  if (requestBytes > (requestBody?.length ?? 0)) {
    throw new AdministrationError(
      'conflict',
      `Of the ${requestBytes} bytes of that body only the beginning was kept, so it cannot be judged again; give the request itself, or have more kept with the setting events.bodyBytes.`,
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
