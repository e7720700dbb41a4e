import { interpretValue } from './interpret-value.ts'
import { isEmpty, isObject } from './json-object.ts'
import type { Deviation, DeviationKind } from './reading.ts'
import type { Json, JsonObject, Location } from './resource.ts'
import { type Attribute, findAttribute } from './schema.ts'

/** A mutable copy of a resource; it shares nothing with the message. */
export interface Draft {
  [name: string]: Json | Draft | (Json | Draft)[]
}

/**
 * The stored attributes of an object, with the schema's names and in its order. A null counts as missing. Deviations
 * record what is left out or interpreted. Types are not checked yet.
 */
export const canonicalizeAttributes = (
  attributes: readonly Attribute[],
  object: JsonObject,
  location: Location,
  deviations: Deviation[],
): Draft => {
  const spellings = findSpellings(attributes, object, location, deviations)
  const draft: Draft = {}
  for (const attribute of attributes) {
    const spelling = spellings.get(attribute)
    if (spelling === undefined) continue
    const sent = object[spelling]
    const at = [...location, attribute.name]
    if (sent === undefined || isLeftOut(attribute, sent, at, deviations)) continue
    draft[attribute.name] = canonicalizeValue(attribute, sent, at, deviations)
  }
  return draft
}

/** The key of each attribute in the object: the exact spelling, else the last. */
const findSpellings = (
  attributes: readonly Attribute[],
  object: JsonObject,
  location: Location,
  deviations: Deviation[],
): ReadonlyMap<Attribute, string> => {
  const spellings = new Map<Attribute, string>()
  for (const key of Object.keys(object)) {
    const attribute = findAttribute(attributes, key)
    if (attribute === undefined) {
      deviations.push({
        kind: 'unknown-attribute',
        location: [...location, key],
        value: object[key],
      })
      continue
    }
    const earlier = spellings.get(attribute)
    const at = [...location, attribute.name]
    if (key !== attribute.name)
      deviations.push({ kind: 'attribute-case', location: at, value: key })
    if (earlier !== undefined) deviations.push({ kind: 'duplicate-attribute', location: at })
    if (earlier !== attribute.name) spellings.set(attribute, key)
  }
  return spellings
}

/** Whether an attribute is left out of the resource: null, not supported, or set by the server. */
const isLeftOut = (
  attribute: Attribute,
  value: Json,
  location: Location,
  deviations: Deviation[],
): boolean => {
  switch (attribute.identityCenter.support) {
    case 'accepted':
      return true
    case 'unsupported':
      if (!isEmpty(value)) deviations.push({ kind: unsupportedKind(location), location, value })
      return true
    case 'stored':
      if (value !== null) return false
      deviations.push({ kind: 'null-value', location }) // RFC 7643, section 2.5
      return true
  }
}

const unsupportedKind = (location: Location): DeviationKind => {
  if (location.length > 1) return 'unsupported-sub-attribute'
  return location[0] === 'groups' ? 'groups-sent' : 'unsupported-attribute'
}

const canonicalizeValue = (
  attribute: Attribute,
  sent: Json,
  location: Location,
  deviations: Deviation[],
): Json | Draft | (Json | Draft)[] => {
  const value = interpretValue(attribute, sent)
  if (typeof value === 'boolean' && typeof sent === 'string')
    deviations.push({ kind: 'string-boolean', location, value: sent })
  if (attribute.subAttributes === undefined) return value
  if (!attribute.multiValued) return canonicalizeObject(attribute, value, location, deviations)
  if (!Array.isArray(value)) return value
  return value.map((element: Json, index) => {
    const at = [...location, index]
    if (element !== null) return canonicalizeObject(attribute, element, at, deviations)
    deviations.push({ kind: 'null-value', location: at })
    return {}
  })
}

const canonicalizeObject = (
  { subAttributes = [] }: Attribute,
  value: Json,
  location: Location,
  deviations: Deviation[],
): Json | Draft =>
  isObject(value) ? canonicalizeAttributes(subAttributes, value, location, deviations) : value
