import { encodeUtf8 } from '../../lib/utf8.ts'
import { elementsOf, isObject, memberOf } from '../../scim/json-object.ts'
import type { Json, JsonObject } from '../../scim/resource.ts'
import { parseAddress, requestTitle } from './address.ts'
import type { RequestReading, SampleRequest } from './sample-request.ts'

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

/** The body of a request; some tools write what is no text in base64, as the format does for answers. */
const bodyOf = (postData: Json | undefined): Uint8Array => {
  if (!isObject(postData)) return new Uint8Array()
  const text = textOf(postData['text'])
  return textOf(postData['encoding']) === 'base64'
    ? new Uint8Array(Buffer.from(text, 'base64'))
    : encodeUtf8(text)
}

const userAgentOf = (request: JsonObject): string | undefined => {
  const header = elementsOf(request['headers'])
    .filter(isObject)
    .find(({ name }) => textOf(name).toLowerCase() === 'user-agent')
  return header === undefined ? undefined : textOf(header['value'])
}

const requestOf = (request: JsonObject, number: number): SampleRequest[] => {
  const url = textOf(request['url'])
  if (!url.toLowerCase().includes('/scim/v2')) return []
  const address = parseAddress(url)
  if (address === undefined) return []
  const method = textOf(request['method']).toUpperCase()
  const userAgent = userAgentOf(request)
  return [
    {
      method,
      ...address,
      ...(userAgent !== undefined && { userAgent }),
      body: bodyOf(request['postData']),
      title: `${number}: ${requestTitle(method, address)}`,
    },
  ]
}

/** The SCIM requests of a HAR file's log: HTTP Archive 1.2. Entries are counted from 1, all of them. */
export const requestsFromHar = (log: JsonObject): RequestReading => {
  const entries = elementsOf(memberOf(log, 'entries'))
  const requests = entries.flatMap((entry, index) => {
    const request = isObject(entry) ? entry['request'] : undefined
    return isObject(request) ? requestOf(request, index + 1) : []
  })
  if (requests.length > 0) return { requests }
  return {
    fault: `The HAR file holds ${entries.length} requests, none of them to an address with /scim/v2.`,
  }
}
