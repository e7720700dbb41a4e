import { parseJson } from '../scim/json.ts'
import { isObject, memberOf } from '../scim/json-object.ts'
import type { JsonObject } from '../scim/resource.ts'

/** The user or group that a request is about, as far as it can be told. */
export interface EventTarget {
  readonly id: string | null
  readonly name: string | null
}

/** Longer bodies are refused unread. */
const bytesReadMax = 1_048_576

/** A JSON object in these bytes, if there is one. */
export const findObject = (bytes: Uint8Array): JsonObject | undefined => {
  if (bytes.length === 0 || bytes.length > bytesReadMax) return undefined
  const parsed = parseJson(bytes)
  return parsed.ok && isObject(parsed.value) ? parsed.value : undefined
}

/** The text that an object has under a name, in whatever letter case. */
export const textIn = (object: JsonObject | undefined, name: string): string | undefined => {
  const value = object && memberOf(object, name)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Whether an operation is about users, or about groups; some are about neither. */
export const typeOf = (operation: string | null): 'User' | 'Group' | undefined =>
  /User/.test(operation ?? '') ? 'User' : /Group/.test(operation ?? '') ? 'Group' : undefined
