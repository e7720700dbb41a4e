import { lowerFirst, upperFirst } from '../../lib/letter-case.ts'
import { isObject } from '../../scim/json-object.ts'
import type { Json, JsonObject } from '../../scim/resource.ts'

/* The two spellings of names: `userName` in SCIM, `UserName` in the Identity Store API. */

const renameMembers = (value: Json | undefined, rename: (name: string) => string): Json => {
  if (Array.isArray(value)) return value.map((each: Json) => renameMembers(each, rename))
  if (!isObject(value)) return value ?? null
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [rename(name), renameMembers(each, rename)]),
  )
}

/** A value with all names, at any depth, as SCIM spells them. */
export const scimNames = (value: Json): Json => renameMembers(value, lowerFirst)

/** An object with all names, at any depth, as the API spells them. */
export const apiNames = (object: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(object).map(([name, each]) => [
      upperFirst(name),
      renameMembers(each, upperFirst),
    ]),
  )
