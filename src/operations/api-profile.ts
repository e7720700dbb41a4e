import type { CheckedRule } from '../identity-center/checked-rule.ts'
import { isEmpty, spellingIn } from '../scim/json-object.ts'
import { sentPointer } from '../scim/pointer.ts'
import type { JsonObject, Location } from '../scim/resource.ts'

/** What a door asks of the users or groups that come through it. */
export interface ApiProfile<Subject> {
  /** In the order of complaints. */
  readonly rules: readonly CheckedRule<Subject>[]
  /** Attributes that it takes and SCIM does not know; they are kept beside the resource. */
  readonly extra: readonly string[]
}

/** A body in two parts, and where the parts stand in it. */
export interface SplitBody {
  readonly attributes: JsonObject
  /** By the names that the door has for them; a null is kept, since it may remove something. */
  readonly extra: JsonObject
  /** The place in the whole body of what one of the parts was found to have, if it is the second. */
  readonly pointerOf: (location: Location, otherwise: (location: Location) => string) => string
}

/** Takes out of a body what SCIM does not know of. */
export const splitBody = (body: JsonObject, names: readonly string[]): SplitBody => {
  if (names.length === 0) {
    const pointerOf: SplitBody['pointerOf'] = (location, otherwise) => otherwise(location)
    return { attributes: body, extra: {}, pointerOf }
  }
  const spellings = new Map(names.map((name) => [spellingIn(body, name), name]))
  const entries = Object.entries(body)
  return {
    attributes: Object.fromEntries(entries.filter(([key]) => !spellings.has(key))),
    extra: Object.fromEntries(
      entries.flatMap(([key, value]) => {
        const name = spellings.get(key)
        return name === undefined ? [] : [[name, value]]
      }),
    ),
    pointerOf: (location, otherwise) =>
      names.includes(String(location[0])) ? sentPointer(body, location) : otherwise(location),
  }
}

/** What is kept beside a resource, as text: nothing that says nothing. */
export const extraText = (extra: JsonObject): string =>
  JSON.stringify(Object.fromEntries(Object.entries(extra).filter(([, value]) => !isEmpty(value))))
