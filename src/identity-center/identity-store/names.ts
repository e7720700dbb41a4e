import { isObject } from '../../scim/json-object.ts'
import type { Json, JsonObject } from '../../scim/resource.ts'

/* The two ways in which names are written: `userName` as SCIM has them, `UserName` as the Identity Store API. */

const renamed = (value: Json | undefined, rename: (name: string) => string): Json => {
  if (Array.isArray(value)) return value.map((each: Json) => renamed(each, rename))
  if (!isObject(value)) return value ?? null
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [rename(name), renamed(each, rename)]),
  )
}

const lower = (name: string) => name.charAt(0).toLowerCase() + name.slice(1)
const upper = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)

/** A value with names as SCIM writes them, however deep they stand. */
export const scimNames = (value: Json): Json => renamed(value, lower)

/** An object with names as the API writes them. */
export const apiNames = (object: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(object).map(([name, each]) => [upper(name), renamed(each, upper)]),
  )
