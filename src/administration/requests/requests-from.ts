import { isObject } from '../../scim/json-object.ts'
import { bodyRequest } from './body-request.ts'
import { isCurlText, requestsFromCurl } from './curl.ts'
import { requestsFromHar } from './har.ts'
import type { RequestReading } from './sample-request.ts'

/** Options for a body without a request. */
export interface BodyOptions {
  readonly operation?: string | undefined
  /** The id of the user or group. */
  readonly id?: string | undefined
}

const tryParse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * The requests of a text: a body with its operation, curl commands, or a HAR file. A body is used unchanged, because a
 * malformed one can be explained, too.
 */
export const requestsFrom = (
  given: string,
  { operation, id }: BodyOptions = {},
): RequestReading => {
  if (operation !== undefined) return bodyRequest(given, operation, id)
  const text = given.replace(/^\ufeff/, '') // a byte order mark, which editors on Windows add
  if (isCurlText(text)) return requestsFromCurl(text)
  const value = tryParse(text)
  if (isObject(value) && isObject(value['log'])) return requestsFromHar(value['log'])
  if (value !== undefined) {
    return {
      fault:
        'A JSON body does not say what to do with it. Name the operation, for example --operation CreateUser.',
    }
  }
  return {
    fault:
      'The text is not a curl command, a HAR file or a JSON body. For a body, pass --operation.',
  }
}
