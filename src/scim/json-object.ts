import type { Json, JsonObject } from './resource.ts'

/** Whether a value is a JSON object: neither null nor a list. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The object that a JSON text holds; an empty one if it holds another value. Throws a SyntaxError for other texts. */
export const parseObject = (text: string): JsonObject => {
  const value: unknown = JSON.parse(text)
  return isObject(value) ? value : {}
}

/** The elements of a list; none of any other value. */
export const elementsOf = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? value : []

/** Whether a value is null, an empty string, or a list or object of only empty values. */
export const isEmpty = (value: Json | undefined): boolean => {
  if (value === undefined || value === null || value === '') return true
  if (typeof value !== 'object') return false
  return Object.values(value).every(isEmpty)
}

/** The key of a member, ignoring case: the exact spelling, else the last. */
export const spellingIn = (object: JsonObject, name: string): string | undefined => {
  if (Object.hasOwn(object, name)) return name
  const wanted = name.toLowerCase()
  return Object.keys(object).findLast((key) => key.toLowerCase() === wanted)
}

/** The member with this name, ignoring case: RFC 7643, section 2.1. */
export const memberOf = (object: JsonObject, name: string): Json | undefined => {
  const spelling = spellingIn(object, name)
  return spelling === undefined ? undefined : object[spelling]
}
