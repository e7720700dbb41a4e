import { interpretBoolean } from './interpret-value.ts'
import { isObject, memberOf, spellingIn } from './json-object.ts'
import type { AttributePath, PatchOperation } from './reading.ts'
import type { Json, JsonObject, Location } from './resource.ts'
import { type Attribute, findAttribute } from './schema.ts'

/** One change of one attribute: an operation with a path, or one member of a value without a path. */
export interface Step {
  readonly op: PatchOperation['op']
  readonly path: AttributePath
  readonly value: Json | undefined
}

/** The new value of an attribute, and the locations in it that the step has set; `[]` is the whole value. */
export interface StepResult {
  readonly value: Json | undefined
  readonly places: readonly Location[]
}

/**
 * Keeps the cost of a request linear in its length. A longer list is refused later, so operations on some of its values
 * leave it unchanged.
 */
const valuesMax = 100
/** Unknown members of a value to keep, so that reading the result reports them. */
const unmatchedMax = 10

/** Applies a step to the value of an attribute: RFC 7644, section 3.5.2. Types are not checked. */
export const applyStep = (attribute: Attribute, step: Step, old: Json | undefined): StepResult => {
  const { op, value } = step
  const { subAttribute, valueFilter } = step.path
  if (attribute.multiValued) {
    const list = toList(old)
    const whole = subAttribute === undefined && valueFilter === undefined
    if (whole && op !== 'remove') return setList(attribute, step, old)
    if (list.length > valuesMax && !(whole && value === undefined))
      return { value: old, places: [] }
    return op === 'remove'
      ? { value: removeFromList(attribute, step, list), places: [[]] }
      : setInList(attribute, step, list)
  }
  if (subAttribute !== undefined) {
    const object = isObject(old) ? old : {}
    const member = op === 'remove' ? undefined : value
    return { value: setMember(object, subAttribute, member), places: [[subAttribute]] }
  }
  return { value: op === 'remove' ? undefined : mergeValue(attribute, old, value), places: [[]] }
}

/** Sets one member of an object, in the spelling that the object has, or removes it. */
export const setMember = (
  object: JsonObject,
  name: string,
  value: Json | undefined,
): JsonObject => {
  const spelling = spellingIn(object, name) ?? name
  if (value !== undefined) return { ...object, [spelling]: value }
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== spelling))
}

/**
 * A value with the schema's names, and the sub-attributes of the old value that it does not name: RFC 7644, sections
 * 3.5.2.1 and 3.5.2.3.
 */
const mergeValue = (
  attribute: Attribute | undefined,
  old: Json | undefined,
  value: Json | undefined,
): Json | undefined => {
  if (attribute?.subAttributes === undefined || !isObject(value)) return value
  const before = isObject(old) ? old : {}
  const members = new Map(Object.entries(before))
  let unmatched = 0
  for (const [key, member] of Object.entries(value)) {
    const sub = findAttribute(attribute.subAttributes, key)
    if (sub === undefined) {
      unmatched++
      if (unmatched <= unmatchedMax) members.set(key, member)
    } else if (key === sub.name || !Object.hasOwn(value, sub.name)) {
      members.set(sub.name, mergeValue(sub, memberOf(before, sub.name), member))
    }
  }
  return Object.fromEntries(members)
}

const toList = (value: Json | undefined): readonly Json[] => {
  if (Array.isArray(value)) return value
  return isObject(value) ? [value] : []
}

/** The service stores one value: adding one replaces the other. */
const setList = (attribute: Attribute, { op, value }: Step, old: Json | undefined): StepResult => {
  const element = (sent: Json): Json => mergeValue(attribute, undefined, sent) ?? null
  if (isObject(value)) return { value: [element(value)], places: [[0]] }
  if (!Array.isArray(value)) return { value, places: [[]] }
  if (op === 'add' && value.length === 0) return { value: old, places: [] }
  return { value: value.map(element), places: [[]] }
}

const setInList = (attribute: Attribute, step: Step, old: readonly Json[]): StepResult => {
  const { valueFilter, subAttribute } = step.path
  const list = [...old]
  const targets = [...list.keys()].filter((at) => isSelected(attribute, valueFilter, list[at]))
  if (targets.length === 0) {
    targets.push(list.length)
    list.push(buildElement(attribute, valueFilter, list.length === 0))
  }
  for (const index of targets) {
    const element = list[index]
    const object = isObject(element) ? element : {}
    list[index] =
      subAttribute === undefined
        ? (mergeValue(attribute, object, unwrapSingle(step.value)) ?? null)
        : setMember(object, subAttribute, step.value)
  }
  const inside = subAttribute === undefined ? [] : [subAttribute]
  return { value: list, places: targets.map((index) => [index, ...inside]) }
}

/** A new value that the filter selects. Our decision: the first email address is primary. */
const buildElement = (
  attribute: Attribute,
  valueFilter: AttributePath['valueFilter'],
  first: boolean,
): JsonObject => ({
  ...(first && attribute.name === 'emails' && { primary: true }),
  ...(valueFilter && { [valueFilter.attribute]: valueFilter.value }),
})

/** A list of one value counts as the value. */
const unwrapSingle = (value: Json | undefined): Json | undefined =>
  Array.isArray(value) && value.length === 1 ? value[0] : value

const removeFromList = (
  attribute: Attribute,
  { path, value }: Step,
  list: readonly Json[],
): Json | undefined => {
  const { valueFilter, subAttribute } = path
  const named = valueFilter === undefined && subAttribute === undefined ? toList(value) : []
  const names = new Set(named.flatMap(foldedValues))
  const isTarget = (element: Json): boolean => {
    if (names.size > 0) return foldedValues(element).some((name) => names.has(name))
    return isSelected(attribute, valueFilter, element)
  }
  const rest =
    subAttribute === undefined || subAttribute === 'value' // a value without `value` is removed
      ? list.filter((element) => !isTarget(element))
      : list.map((element) =>
          isTarget(element) && isObject(element)
            ? setMember(element, subAttribute, undefined)
            : element,
        )
  return rest.length === 0 ? undefined : rest
}

/** The `value` of a value in lower case: Entra's older requests name what to remove by it. */
const foldedValues = (element: Json): readonly string[] => {
  const name = isObject(element) ? memberOf(element, 'value') : undefined
  return typeof name === 'string' ? [name.toLowerCase()] : []
}

const isSelected = (
  attribute: Attribute,
  valueFilter: AttributePath['valueFilter'],
  element: Json | undefined,
): boolean =>
  valueFilter === undefined || (isObject(element) && selects(attribute, valueFilter, element))

const selects = (
  attribute: Attribute,
  { attribute: name, value: wanted }: NonNullable<AttributePath['valueFilter']>,
  element: JsonObject,
): boolean => {
  const actual = memberOf(element, name)
  // A missing `primary` counts as false: RFC 7643, section 2.4.
  if (typeof wanted === 'boolean') return interpretBoolean(actual ?? false) === wanted
  if (typeof actual !== 'string') return false
  const caseExact = findAttribute(attribute.subAttributes, name)?.caseExact ?? false
  return caseExact ? actual === wanted : actual.toLowerCase() === wanted.toLowerCase()
}
