import { applyStep, type Step, type StepResult, setMember } from './apply-step.ts'
import { parseAttributePath } from './attribute-path.ts'
import { isObject, memberOf } from './json-object.ts'
import { pathlessAttributes } from './patch.ts'
import type { PatchOperation, PatchResult } from './reading.ts'
import type { Json, JsonObject, Location } from './resource.ts'
import { attributeAt, type ResourceTypeName } from './schema.ts'

/** Which place of the message filled which place of the resource. */
interface Trace {
  readonly target: Location
  readonly place: Location
}

/**
 * What a resource becomes by these operations, one after the other: RFC 7644, section 3.5.2.
 * The result has yet to be read as a body would be. Members of a group are no part of it (membershipChanges).
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

/** An operation as steps with a path each: a path-less one has as many as its value has members. */
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

/** An object with the value at one place changed; the objects on the way there are made as needed. */
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

/** The place in the message that last had to do with a place in the resource. */
const findPlace = (traces: readonly Trace[], location: Location): Location => {
  const trace = traces.findLast(
    ({ target }) => startsWith(location, target) || startsWith(target, location),
  )
  if (trace !== undefined) return [...trace.place, ...location.slice(trace.target.length)]
  // What a value of a list lacks is the fault of whoever brought that value.
  const around = location.slice(0, -1)
  return typeof around.at(-1) === 'number' ? findPlace(traces, around) : ['Operations']
}

const startsWith = (location: Location, beginning: Location): boolean =>
  beginning.every((key, index) => location[index] === key)
