import { lowerFirst } from '../lib/letter-case.ts'
import { isObject } from '../scim/json-object.ts'
import type { Json, JsonObject } from '../scim/resource.ts'
import type { StoredEvent } from '../store/event-types.ts'
import { cloudTrailMask } from './cloud-trail-mask.ts'
import { findObject } from './request-json.ts'

/* Requests of the Identity Store API as CloudTrail logs them. AWS publishes no sample: all but the names is assumed. */

/** Members without personal data, by their names in CloudTrail. */
const unmasked: readonly string[] = [
  'identityStoreId',
  'userId',
  'groupId',
  'groupIds',
  'membershipId',
  'userArn',
  'groupArn',
  'membershipArn',
  'instanceArn',
  'revision',
  'attributePath',
  'extensions',
  'maxResults',
  'regionScope',
]

const maskValue = (value: Json, name: string): Json => {
  if (isObject(value)) return maskObject(value)
  if (Array.isArray(value)) return value.map((each: Json) => maskValue(each, name))
  return typeof value === 'boolean' || value === null || unmasked.includes(name)
    ? value
    : cloudTrailMask
}

const maskObject = (object: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(object).map(([key, value = null]) => {
      const name = lowerFirst(key)
      return [name, maskValue(value, name)]
    }),
  )

const readObject = (bytes: Uint8Array | null): JsonObject | null => {
  const found = bytes === null ? undefined : findObject(bytes)
  return found === undefined ? null : maskObject(found)
}

/** Whether an operation of the API only reads. */
export const isApiRead = (operation: string | null): boolean =>
  /^(?:Describe|List|Get|Is)/.test(operation ?? '')

/** The event source of an operation: one endpoint serves the Identity Store API and parts of IAM Identity Center's. */
export const apiEventSource = (operation: string | null): string =>
  /Instances?$/.test(operation ?? '') ? 'sso.amazonaws.com' : 'identitystore.amazonaws.com'

/** The request and, of an accepted change, the response, with personal data masked. */
export const apiElements = ({ operation, requestBody, responseBody, errorCode }: StoredEvent) => ({
  requestParameters: readObject(requestBody) ?? {},
  responseElements: isApiRead(operation) || errorCode !== null ? null : readObject(responseBody),
})
