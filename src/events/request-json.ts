import { parseJson } from '../scim/json.ts'
import { isObject, memberOf } from '../scim/json-object.ts'
import type { JsonObject } from '../scim/resource.ts'

/** The user or group that a request is about, as far as it is known. */
export interface EventTarget {
  readonly id: string | null
  readonly name: string | null
}

/** Longer bodies are refused without being parsed. */
const bytesReadMax = 1_048_576

/** The bytes as a JSON object; undefined where they are not one. */
export const findObject = (bytes: Uint8Array): JsonObject | undefined => {
  if (bytes.length === 0 || bytes.length > bytesReadMax) return undefined
  const parsed = parseJson(bytes)
  return parsed.ok && isObject(parsed.value) ? parsed.value : undefined
}

/** A member with a text that is not empty; the case of its name does not matter. */
export const textIn = (object: JsonObject | undefined, name: string): string | undefined => {
  const value = object && memberOf(object, name)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The resource type of an operation; undefined where it has none. */
export const typeOf = (operation: string | null): 'User' | 'Group' | undefined =>
  /User/.test(operation ?? '') ? 'User' : /Group/.test(operation ?? '') ? 'Group' : undefined
