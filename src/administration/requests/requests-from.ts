import { isObject } from '../../scim/json-object.ts'
import { bodyRequest } from './body-request.ts'
import { isCurlText, requestsFromCurl } from './curl.ts'
import { requestsFromHar } from './har.ts'
import type { RequestReading } from './sample-request.ts'

/** What somebody may say of a body that stands alone. */
export interface BodyOptions {
  readonly operation?: string | undefined
  /** The id of the user or group that the operation is done to. */
  readonly id?: string | undefined
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * The requests that a text holds: a body whose operation is named, curl command lines, or a HAR file.
 * A body is taken as it is, for a broken one is worth explaining too.
 */
export const requestsFrom = (
  given: string,
  { operation, id }: BodyOptions = {},
): RequestReading => {
  if (operation !== undefined) return bodyRequest(given, operation, id)
  const text = given.replace(/^\ufeff/, '') // a byte order mark, as Windows writes it
  if (isCurlText(text)) return requestsFromCurl(text)
  const value = parsed(text)
  if (isObject(value) && isObject(value['log'])) return requestsFromHar(value['log'])
  if (value !== undefined) {
    return {
      fault:
        'A JSON body says not what to do with it: name the operation, as in --operation CreateUser.',
    }
  }
  return {
    fault: 'This is no curl command, no HAR file and no JSON body; a body needs its --operation.',
  }
}
