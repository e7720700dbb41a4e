import { canonicalAttributes, type Draft } from './canonical.ts'
import { enough } from './enough.ts'
import { memberOf } from './json-object.ts'
import { sentPointer } from './pointer.ts'
import { type Kept, prune, takeOut } from './prune.ts'
import type { Reading, Remark } from './reading.ts'
import type { Group, Json, JsonObject, Location, User } from './resource.ts'
import { attributesOf, attributesOn, type ResourceTypeName } from './schema.ts'
import { ENTERPRISE_USER, GROUP, USER } from './urn.ts'
import { type Validator, validatorOf } from './validator.ts'

const mismatchesOfUser = validatorOf(attributesOf('User'))
const mismatchesOfGroup = validatorOf(attributesOf('Group'))

/**
 * What a body says of a user: RFC 7643, section 4.1. Never refuses; what is odd is remarked.
 * `asOf`, a day: with the attributes that were supported then; without it, with all.
 */
export const readUser = (body: JsonObject, asOf?: string): Reading<User> =>
  read('User', mismatchesOfUser, body, asOf)

/** What a body says of a group: RFC 7643, section 4.2. Never refuses; what is odd is remarked. */
export const readGroup = (body: JsonObject): Reading<Group> =>
  read('Group', mismatchesOfGroup, body, undefined)

const read = <Resource>(
  type: ResourceTypeName,
  mismatches: Validator,
  body: JsonObject,
  asOf: string | undefined,
): Reading<Resource> => {
  const remarks = [...unknownSchemas(type, body)]
  const attributes = asOf === undefined ? attributesOf(type) : attributesOn(type, asOf)
  const draft = canonicalAttributes(attributes, body, [], remarks)
  takeOutMismatches(mismatches(draft), draft, remarks)
  const kept = prune(draft)
  return {
    resource: draft as Resource, // of the right types, now that what was not has been taken out
    id: idOf(body),
    remarks: enough(remarks).map((remark) => afterPruning(kept, remark)),
    pointerOf: (location) => sentPointer(body, beforePruning(kept, location)),
  }
}

const ownSchemas: Readonly<Record<ResourceTypeName, readonly string[]>> = {
  User: [USER, ENTERPRISE_USER],
  Group: [GROUP],
}

/** The service does not look at `schemas`; what is strange there is worth a remark. */
const unknownSchemas = (type: ResourceTypeName, body: JsonObject): Remark[] => {
  const sent = memberOf(body, 'schemas') ?? []
  if (!Array.isArray(sent)) return [{ kind: 'unknown-schema', location: ['schemas'], value: sent }]
  const own = ownSchemas[type].map((urn) => urn.toLowerCase())
  return sent.flatMap((urn: Json, index): Remark[] =>
    typeof urn === 'string' && own.includes(urn.toLowerCase())
      ? []
      : [{ kind: 'unknown-schema', location: ['schemas', index], value: urn }],
  )
}

const takeOutMismatches = (
  mismatches: readonly Location[],
  draft: Draft,
  remarks: Remark[],
): void => {
  for (const location of mismatches) {
    remarks.push({ kind: 'type-mismatch', location, value: at(draft, location) })
    takeOut(draft, location)
  }
}

const at = (value: unknown, location: Location): unknown =>
  location.reduce((current, key) => Reflect.get(Object(current), key), value)

const idOf = (body: JsonObject): string | undefined => {
  const id = memberOf(body, 'id')
  return typeof id === 'string' && id !== '' ? id : undefined
}

/** A remark about a value that is gone speaks of the list that it was in. */
const afterPruning = (kept: Kept, remark: Remark): Remark => {
  const [name, index, ...rest] = remark.location
  const places = typeof name === 'string' ? kept.get(name) : undefined
  if (name === undefined || places === undefined || typeof index !== 'number') return remark
  const now = places.now.get(index)
  return { ...remark, location: now === undefined ? [name] : [name, now, ...rest] }
}

const beforePruning = (kept: Kept, location: Location): Location => {
  const [name, index, ...rest] = location
  const places = typeof name === 'string' ? kept.get(name) : undefined
  if (name === undefined || places === undefined || typeof index !== 'number') return location
  return [name, places.before[index] ?? index, ...rest]
}
