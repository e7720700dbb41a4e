import { errorUrn } from '../scim/urn.ts'
import type { Behaviors } from './behaviors.ts'

/** UTC as java.sql.Timestamp prints it: zeros at the end of the fraction are dropped, its first digit never is. */
const timeStamp = (at: Date): string =>
  at
    .toISOString()
    .replace('T', ' ')
    .replace(/(\.\d)(\d*?)0*Z$/, '$1$2')

/**
 * The body of a refusal, to the byte. The doubled `schema` is the service's own, no `scimType` has ever been seen, and
 * `status` is a string. In early 2022 `schemas` was not there yet: idp-scim-sync issues 30, 42 and 45.
 */
export const errorBody = (
  { status, detail }: { readonly status: number; readonly detail: string },
  {
    requestId,
    at,
    errorEnvelope,
  }: {
    readonly requestId: string
    readonly at: Date
    readonly errorEnvelope: Behaviors['errorEnvelope']
  },
): string =>
  JSON.stringify({
    schema: [errorUrn],
    ...(errorEnvelope === 'schema-and-schemas' ? { schemas: [errorUrn] } : {}),
    detail,
    status: String(status),
    exceptionRequestId: requestId,
    timeStamp: timeStamp(at),
  })
