import { canonicalizeAttributes, type Draft } from './canonicalize.ts'
import { capPerKind } from './cap-per-kind.ts'
import { memberOf } from './json-object.ts'
import { sentPointer } from './pointer.ts'
import { type KeptIndexes, prune, removeValue } from './prune.ts'
import type { Deviation, Reading } from './reading.ts'
import type { Group, Json, JsonObject, Location, User } from './resource.ts'
import { attributesAsOf, attributesOf, type ResourceTypeName } from './schema.ts'
import { enterpriseUserUrn, groupUrn, userUrn } from './urn.ts'
import { createValidator, type Validator } from './validator.ts'

const mismatchesOfUser = createValidator(attributesOf('User'))
const mismatchesOfGroup = createValidator(attributesOf('Group'))

/**
 * Reads a user from a body: RFC 7643, section 4.1. Never refuses: the result has the deviations from the schema. `asOf` is
 * a day and selects the attributes that were supported then; without it, all are.
 */
export const readUser = (body: JsonObject, asOf?: string): Reading<User> =>
  read('User', mismatchesOfUser, body, asOf)

/** Reads a group from a body: RFC 7643, section 4.2. Never refuses: the result has the deviations from the schema. */
export const readGroup = (body: JsonObject): Reading<Group> =>
  read('Group', mismatchesOfGroup, body, undefined)

const read = <Resource>(
  type: ResourceTypeName,
  mismatches: Validator,
  body: JsonObject,
  asOf: string | undefined,
): Reading<Resource> => {
  const deviations = [...findUnknownSchemas(type, body)]
  const attributes = asOf === undefined ? attributesOf(type) : attributesAsOf(type, asOf)
  const draft = canonicalizeAttributes(attributes, body, [], deviations)
  removeMismatches(mismatches(draft), draft, deviations)
  const kept = prune(draft)
  return {
    resource: draft as Resource, // has the right types, because mismatches were removed
    id: idOf(body),
    deviations: capPerKind(deviations).map((deviation) => afterPruning(kept, deviation)),
    pointerOf: (location) => sentPointer(body, beforePruning(kept, location)),
  }
}

const ownSchemas: Readonly<Record<ResourceTypeName, readonly string[]>> = {
  User: [userUrn, enterpriseUserUrn],
  Group: [groupUrn],
}

/** The service does not check `schemas`. An unknown URN in it is a deviation. */
const findUnknownSchemas = (type: ResourceTypeName, body: JsonObject): Deviation[] => {
  const sent = memberOf(body, 'schemas') ?? []
  if (!Array.isArray(sent)) return [{ kind: 'unknown-schema', location: ['schemas'], value: sent }]
  const own = ownSchemas[type].map((urn) => urn.toLowerCase())
  return sent.flatMap((urn: Json, index): Deviation[] =>
    typeof urn === 'string' && own.includes(urn.toLowerCase())
      ? []
      : [{ kind: 'unknown-schema', location: ['schemas', index], value: urn }],
  )
}

const removeMismatches = (
  mismatches: readonly Location[],
  draft: Draft,
  deviations: Deviation[],
): void => {
  for (const location of mismatches) {
    deviations.push({ kind: 'type-mismatch', location, value: valueAt(draft, location) })
    removeValue(draft, location)
  }
}

const valueAt = (value: unknown, location: Location): unknown =>
  location.reduce((current, key) => Reflect.get(Object(current), key), value)

const idOf = (body: JsonObject): string | undefined => {
  const id = memberOf(body, 'id')
  return typeof id === 'string' && id !== '' ? id : undefined
}

/** A deviation of a removed value gets the location of its list. */
const afterPruning = (kept: KeptIndexes, deviation: Deviation): Deviation => {
  const [name, index, ...rest] = deviation.location
  const places = typeof name === 'string' ? kept.get(name) : undefined
  if (name === undefined || places === undefined || typeof index !== 'number') return deviation
  const now = places.now.get(index)
  return { ...deviation, location: now === undefined ? [name] : [name, now, ...rest] }
}

const beforePruning = (kept: KeptIndexes, location: Location): Location => {
  const [name, index, ...rest] = location
  const places = typeof name === 'string' ? kept.get(name) : undefined
  if (name === undefined || places === undefined || typeof index !== 'number') return location
  return [name, places.before[index] ?? index, ...rest]
}
