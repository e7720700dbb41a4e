import { isObject } from '../scim/json-object.ts'
import type { Json, JsonObject } from '../scim/resource.ts'
import type { StoredEvent } from '../store/event-types.ts'
import { cloudTrailMask } from './cloud-trail-mask.ts'
import { findObject } from './request-json.ts'

/* How CloudTrail has requests of the Identity Store API. No sample is published, so that all but the names is assumed. */

/** Members that say nothing of a person. */
const clear: readonly string[] = [
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

const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1)

const shown = (value: Json, name: string): Json => {
  if (isObject(value)) return shownObject(value)
  if (Array.isArray(value)) return value.map((each: Json) => shown(each, name))
  return typeof value === 'boolean' || value === null || clear.includes(name)
    ? value
    : cloudTrailMask
}

const shownObject = (object: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(object).map(([key, value = null]) => {
      const name = lowerFirst(key)
      return [name, shown(value, name)]
    }),
  )

const objectIn = (bytes: Uint8Array | null): JsonObject | null => {
  const found = bytes === null ? undefined : findObject(bytes)
  return found === undefined ? null : shownObject(found)
}

/** Whether an operation of the API only reads. */
export const isApiRead = (operation: string | null): boolean =>
  /^(?:Describe|List|Get|Is)/.test(operation ?? '')

/** Of the two APIs behind one door, the source of an operation's events. */
export const apiEventSource = (operation: string | null): string =>
  /Instances?$/.test(operation ?? '') ? 'sso.amazonaws.com' : 'identitystore.amazonaws.com'

/** What was asked and, of a change that was made, what was answered. */
export const apiTrail = ({ operation, requestBody, responseBody, errorCode }: StoredEvent) => ({
  requestParameters: objectIn(requestBody) ?? {},
  responseElements: isApiRead(operation) || errorCode !== null ? null : objectIn(responseBody),
})
