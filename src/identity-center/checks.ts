import { parseAttributePath } from '../scim/attribute-path.ts'
import { pathlessAttributes } from '../scim/patch.ts'
import type {
  AttributePath,
  DeviationKind,
  PatchErrorKind,
  PatchOperation,
} from '../scim/reading.ts'
import type { Group, Location, User } from '../scim/resource.ts'
import { attributeAt, type Notes, type ResourceTypeName } from '../scim/schema.ts'
import { type CodePoint, findCodePoints } from './code-points.ts'
import type { Violation } from './rule.ts'
import type { GroupSubject, PatchSubject, UserSubject } from './subjects.ts'

/* The functions that checks of rules are composed of. */

export type AnySubject = UserSubject | GroupSubject

/** A string of a resource, with the notes of its attribute. */
export interface StoredText {
  readonly location: Location
  readonly text: string
  readonly notes: Notes | undefined
}

const collectTextsBelow = (
  type: ResourceTypeName,
  location: Location,
  value: unknown,
): StoredText[] => {
  if (typeof value === 'string') {
    return [{ location, text: value, notes: attributeAt(type, location)?.identityCenter }]
  }
  if (Array.isArray(value)) {
    return value.flatMap((each, index) => collectTextsBelow(type, [...location, index], each))
  }
  return Object.entries(Object(value)).flatMap(([name, each]) =>
    collectTextsBelow(type, [...location, name], each),
  )
}

/** The resource type of an operation. */
export const resourceTypeOf = ({ operation }: Pick<AnySubject | PatchSubject, 'operation'>) =>
  operation === 'CreateGroup' || operation === 'PatchGroup' ? 'Group' : 'User'

/** Many rules need the same list. */
const textCache = new WeakMap<AnySubject, readonly StoredText[]>()

/** Every string that would be stored, in the schema's order. Members are not part of their group's row. */
export const collectTexts = (subject: AnySubject): readonly StoredText[] => {
  let texts = textCache.get(subject)
  if (texts === undefined) {
    texts = Object.entries(subject.resource).flatMap(([name, value]) =>
      name === 'members' ? [] : collectTextsBelow(resourceTypeOf(subject), [name], value),
    )
    textCache.set(subject, texts)
  }
  return texts
}

/** The strings with disallowed characters: those that the string's pattern, if any, matches. */
export const findCharacters = (
  subject: AnySubject,
  patternOf: (text: StoredText) => RegExp | undefined,
): readonly Violation[] =>
  collectTexts(subject).flatMap((each) => {
    const pattern = patternOf(each)
    const codePoints: readonly CodePoint[] =
      pattern === undefined ? [] : findCodePoints(each.text, pattern)
    return codePoints.length === 0
      ? []
      : [{ location: each.location, value: each.text, codePoints }]
  })

const valueAt = (resource: User | Group, location: Location): unknown =>
  location.reduce<unknown>((value, key) => Reflect.get(Object(value), key), resource)

/** The attributes that are missing in a resource. */
export const findMissing = (
  resource: User | Group,
  ...locations: readonly Location[]
): readonly Violation[] =>
  locations.flatMap((location) => (valueAt(resource, location) === undefined ? [{ location }] : []))

/** A check for deviations of these kinds, which reading the body has found. */
export const findDeviations =
  (...kinds: readonly DeviationKind[]) =>
  ({ deviations }: AnySubject): readonly Violation[] =>
    deviations.flatMap(({ kind, location, value }) =>
      kinds.includes(kind) ? [{ location, value }] : [],
    )

/** A check for errors of these kinds, which reading the PATCH has found. */
export const findPatchErrors =
  (...kinds: readonly PatchErrorKind[]) =>
  ({ patch }: PatchSubject): readonly Violation[] =>
    patch.errors.flatMap(({ kind, location, value }) =>
      kinds.includes(kind) ? [{ location, value }] : [],
    )

/** An attribute that a PATCH operation would change. */
export interface AttributeChange {
  readonly operation: PatchOperation
  readonly name: string
  /** The sub-attribute; undefined for the whole attribute. */
  readonly part?: string
  readonly location: Location
}

const buildChange = (
  operation: PatchOperation,
  path: AttributePath,
  location: Location,
): AttributeChange => {
  const [name = '', nested] = path.attribute
  const part = path.subAttribute ?? nested
  const touch = { operation, name: String(name), location }
  return part === undefined ? touch : { ...touch, part: String(part) }
}

/** Every attribute that a PATCH would change, operation by operation. */
export const findChanges = (subject: PatchSubject): readonly AttributeChange[] =>
  subject.patch.operations.flatMap((operation) => {
    const { index, path } = operation
    if (path !== undefined) return [buildChange(operation, path, ['Operations', index, 'path'])]
    return pathlessAttributes(operation).flatMap((name) => {
      const named = parseAttributePath(name, resourceTypeOf(subject), true)
      // Reading the PATCH has already reported unknown names.
      if (typeof named === 'string') return []
      return [buildChange(operation, named, ['Operations', index, 'value', name])]
    })
  })
