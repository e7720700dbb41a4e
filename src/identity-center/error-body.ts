import { errorUrn } from '../scim/urn.ts'
import type { Behaviors } from './behaviors.ts'

/** UTC as java.sql.Timestamp prints it: without trailing zeros in the fraction, except for its first digit. */
const timeStamp = (at: Date): string =>
  at
    .toISOString()
    .replace('T', ' ')
    .replace(/(\.\d)(\d*?)0*Z$/, '$1$2')

/**
 * The body of a refusal, byte for byte as the service sends it: `schema` beside `schemas`, `status` as a string, and no
 * `scimType`. Until early 2022 there was no `schemas`: idp-scim-sync issues 30, 42 and 45.
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
