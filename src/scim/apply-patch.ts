import { applyStep, type Step, type StepResult, setMember } from './apply-step.ts'
import { parseAttributePath } from './attribute-path.ts'
import { isObject, memberOf } from './json-object.ts'
import { pathlessAttributes } from './patch.ts'
import type { PatchOperation, PatchResult } from './reading.ts'
import type { Json, JsonObject, Location } from './resource.ts'
import { attributeAt, type ResourceTypeName } from './schema.ts'

/** The location in the message that set a location in the resource. */
interface Trace {
  readonly target: Location
  readonly place: Location
}

/**
 * Applies operations to a resource, one after the other: RFC 7644, section 3.5.2. The result must still be read like a
 * body. It does not include the members of a group: see `membershipChanges`.
 */
export const applyPatch = (
  resource: JsonObject,
  operations: readonly PatchOperation[],
  type: ResourceTypeName,
): PatchResult => {
  let current = resource
  const traces: Trace[] = []
  for (const operation of operations) {
    for (const { step, place } of toSteps(operation, type)) {
      const { attribute: target } = step.path
      const attribute = attributeAt(type, target)
      if (attribute === undefined || attribute.name === 'members') continue
      current = updateAt(current, target, (old) => {
        const { value, places: filled }: StepResult = applyStep(attribute, step, old)
        for (const inside of filled) traces.push({ target: [...target, ...inside], place })
        return value
      })
    }
  }
  return { resource: current, placeOf: (location) => findPlace(traces, location) }
}

/** An operation as steps with a path each. An operation without a path has one step for each member of its value. */
const toSteps = (
  operation: PatchOperation,
  type: ResourceTypeName,
): readonly { readonly step: Step; readonly place: Location }[] => {
  const { index, op, path, value } = operation
  const at: Location = ['Operations', index]
  if (path !== undefined) {
    const place = [...at, op === 'remove' ? 'path' : 'value']
    return [{ step: { op, path, value }, place }]
  }
  return pathlessAttributes(operation).flatMap((name) => {
    const named = parseAttributePath(name, type, true)
    if (typeof named === 'string' || !isObject(value)) return []
    return [{ step: { op, path: named, value: value[name] }, place: [...at, 'value', name] }]
  })
}

/** Updates the value at one location of an object. Missing objects on the way are created. */
const updateAt = (
  object: JsonObject,
  [name, ...rest]: Location,
  change: (old: Json | undefined) => Json | undefined,
): JsonObject => {
  const key = String(name)
  const old = memberOf(object, key)
  const next = rest.length === 0 ? change(old) : updateAt(isObject(old) ? old : {}, rest, change)
  return setMember(object, key, next)
}

/** The last location in the message that set a location in the resource. */
const findPlace = (traces: readonly Trace[], location: Location): Location => {
  const trace = traces.findLast(
    ({ target }) => startsWith(location, target) || startsWith(target, location),
  )
  if (trace !== undefined) return [...trace.place, ...location.slice(trace.target.length)]
  // A missing part of a list's value belongs to the operation that set the value.
  const around = location.slice(0, -1)
  return typeof around.at(-1) === 'number' ? findPlace(traces, around) : ['Operations']
}

const startsWith = (location: Location, beginning: Location): boolean =>
  beginning.every((key, index) => location[index] === key)
