import { lowerFirst } from '../../lib/letter-case.ts'
import { isObject } from '../../scim/json-object.ts'
import type { Json, JsonObject, Location } from '../../scim/resource.ts'
import { codePointLength } from '../code-points.ts'
import type { Violation } from '../rule.ts'
import type { Shape, Structure } from './shape.ts'

/** The result of checking a request's input. */
export interface InputReading {
  /** The members that the model has and that are not null. */
  readonly input: JsonObject
  /** Values of a wrong type. */
  readonly typeErrors: readonly Violation[]
  /** Violated constraints, each with the service's text as its note. */
  readonly violations: readonly Violation[]
  /** Members that are not in the model. */
  readonly unknown: readonly Violation[]
}

interface Notes {
  readonly typeErrors: Violation[]
  readonly violations: Violation[]
  readonly unknown: Violation[]
}

/** A location as the service's texts write it: `emails.1.member.value`. */
const formatLocation = (location: Location): string =>
  location.map((key) => (typeof key === 'number' ? `${key + 1}.member` : lowerFirst(key))).join('.')

/** The service's name for a value of a wrong type. */
const describeToken = (value: Json): string => {
  if (Array.isArray(value)) return 'Start of list'
  if (isObject(value)) return 'Start of structure or map'
  return `${value === null ? 'null' : typeof value}_VALUE`.toUpperCase()
}

const describeTypeError = (value: Json, wanted: string): string =>
  typeof value === 'object' && value !== null
    ? `${describeToken(value)} found where not expected.`
    : `${describeToken(value)} cannot be converted to ${wanted}.`

const typeNames = {
  string: 'String',
  integer: 'Integer',
  boolean: 'Boolean',
  document: 'Document',
  structure: 'Structure',
  list: 'List',
  map: 'Map',
} as const satisfies Record<Shape['type'], string>

const hasType = (value: Json, { type }: Shape): boolean => {
  switch (type) {
    case 'string':
      return typeof value === 'string'
    case 'integer':
      return Number.isSafeInteger(value)
    case 'boolean':
      return typeof value === 'boolean'
    case 'document':
      return true
    case 'list':
      return Array.isArray(value)
    case 'structure':
    case 'map':
      return isObject(value)
  }
}

/** The texts of the range's constraints that a number violates. */
const rangeClauses = (
  size: number,
  { min, max }: { readonly min?: number; readonly max?: number },
  what: 'length' | 'value',
): readonly string[] => [
  ...(min !== undefined && size < min
    ? [`Member must have ${what} greater than or equal to ${min}`]
    : []),
  ...(max !== undefined && size > max
    ? [`Member must have ${what} less than or equal to ${max}`]
    : []),
]

const findBrokenConstraints = (value: Json, shape: Shape): readonly string[] => {
  switch (shape.type) {
    case 'string': {
      const text = String(value)
      const { pattern, values } = shape
      return [
        ...rangeClauses(codePointLength(text), shape, 'length'),
        ...(pattern === undefined || pattern.matches.test(text)
          ? []
          : [`Member must satisfy regular expression pattern: ${pattern.printed}`]),
        ...(values === undefined || values.includes(text)
          ? []
          : [`Member must satisfy enum value set: [${values.join(', ')}]`]),
      ]
    }
    case 'integer':
      return rangeClauses(Number(value), shape, 'value')
    case 'list':
    case 'map':
      return rangeClauses(Object.keys(Object(value)).length, shape, 'length')
    case 'structure': {
      const given = Object.keys(shape.members).filter((name) => isPresent(value, name))
      return shape.isUnion && given.length !== 1
        ? [`Member must have exactly one of: ${Object.keys(shape.members).join(', ')}`]
        : []
    }
    case 'boolean':
    case 'document':
      return []
  }
}

const isPresent = (value: Json, name: string): boolean =>
  isObject(value) && Object.hasOwn(value, name) && value[name] !== null && value[name] !== undefined

const buildViolation = (
  location: Location,
  value: Json | undefined,
  clause: string,
): Violation => ({
  location,
  ...(value === undefined ? {} : { value }),
  note: `Value at '${formatLocation(location)}' failed to satisfy constraint: ${clause}`,
})

const readMembers = (
  object: JsonObject,
  { members, required }: Structure,
  location: Location,
  notes: Notes,
): JsonObject => {
  for (const [name, value] of Object.entries(object)) {
    if (!Object.hasOwn(members, name)) notes.unknown.push({ location: [...location, name], value })
  }
  const read: [string, Json][] = []
  for (const [name, shape] of Object.entries(members)) {
    const at = [...location, name]
    const value = isPresent(object, name) ? object[name] : undefined
    if (value !== undefined) read.push([name, readValue(value, shape, at, notes)])
    else if (required.includes(name)) {
      notes.violations.push(buildViolation(at, undefined, 'Member must not be null'))
    }
  }
  return Object.fromEntries(read)
}

const readValue = (value: Json, shape: Shape, location: Location, notes: Notes): Json => {
  if (!hasType(value, shape)) {
    notes.typeErrors.push({
      location,
      value,
      note: describeTypeError(value, typeNames[shape.type]),
    })
    return value
  }
  for (const clause of findBrokenConstraints(value, shape)) {
    notes.violations.push(buildViolation(location, value, clause))
  }
  if (shape.type === 'structure' && isObject(value)) {
    return readMembers(value, shape, location, notes)
  }
  if (shape.type === 'list' && Array.isArray(value)) {
    return value.map((each: Json, index) =>
      readValue(each, shape.member, [...location, index], notes),
    )
  }
  if (shape.type === 'map' && isObject(value)) {
    for (const [key, each = null] of Object.entries(value)) {
      readValue(key, shape.key, [...location, key], notes)
      readValue(each, shape.value, [...location, key], notes)
    }
  }
  return value
}

/** Checks a request's input against its shape. A null member counts as missing. */
export const checkInput = (body: JsonObject, shape: Structure): InputReading => {
  const notes: Notes = { typeErrors: [], violations: [], unknown: [] }
  return { input: readMembers(body, shape, [], notes), ...notes }
}

/** Checks one value inside of a request, such as the photos of an update. */
export const checkValue = (value: Json, shape: Shape, location: Location) => {
  const notes: Notes = { typeErrors: [], violations: [], unknown: [] }
  return { value: readValue(value, shape, location, notes), ...notes }
}
