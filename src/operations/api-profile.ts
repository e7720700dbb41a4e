import type { CheckedRule } from '../identity-center/checked-rule.ts'
import { isEmpty, spellingIn } from '../scim/json-object.ts'
import { sentPointer } from '../scim/pointer.ts'
import type { JsonObject, Location } from '../scim/resource.ts'

/** How one API differs from the others in the users or groups that it accepts. */
export interface ApiProfile<Subject> {
  /** In order of precedence: the first one that is violated decides the response. */
  readonly rules: readonly CheckedRule<Subject>[]
  /** Attributes that this API accepts and SCIM does not have; they are stored beside the resource. */
  readonly extraAttributes: readonly string[]
}

/** A body in two parts, and where the parts are in it. */
export interface SplitBody {
  readonly attributes: JsonObject
  /** By the names in the profile, regardless of their case in the body. A null stays: it may remove a value. */
  readonly extra: JsonObject
  /** The JSON pointer of a location in either part; `ofAttribute` finds those of the first. */
  readonly pointerOf: (location: Location, ofAttribute: (location: Location) => string) => string
}

/** Separates the attributes that SCIM does not have from the others. */
export const splitBody = (body: JsonObject, names: readonly string[]): SplitBody => {
  if (names.length === 0) {
    const pointerOf: SplitBody['pointerOf'] = (location, ofAttribute) => ofAttribute(location)
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
    pointerOf: (location, ofAttribute) =>
      names.includes(String(location[0])) ? sentPointer(body, location) : ofAttribute(location),
  }
}

/** Serializes what is stored beside a resource, without empty values. */
export const extraText = (extra: JsonObject): string =>
  JSON.stringify(Object.fromEntries(Object.entries(extra).filter(([, value]) => !isEmpty(value))))
