import { isObject } from '../../../scim/json-object.ts'
import type { Json, JsonObject } from '../../../scim/resource.ts'
import { field, type Visit } from '../shared/page.ts'
import { type AttributeField, fieldName, valueAt } from './attribute-field.ts'

/** What a value of a list carries beside what is filled in, where it is new. */
const newValue: Readonly<Record<string, JsonObject>> = {
  emails: { type: 'work', primary: true },
  phoneNumbers: { type: 'work' },
  addresses: { type: 'work' },
}

/** What was filled in, with the line ends of everybody but forms: WHATWG HTML, section 4.10.22. */
const filledIn = (visit: Pick<Visit, 'form'>, attribute: AttributeField): string =>
  field(visit, fieldName(attribute)).replaceAll('\r\n', '\n')

const firstIn = (value: Json | undefined): JsonObject => {
  const [first] = Array.isArray(value) ? value : []
  return isObject(first) ? first : {}
}

/** The one value of a list, whole, since lists are replaced; null where nothing of it is left. */
const listChange = (
  resource: JsonObject,
  name: string,
  given: readonly (readonly [string, string])[],
): Json => {
  const before = firstIn(resource[name])
  const item = Object.entries({ ...newValue[name], ...before, ...Object.fromEntries(given) })
  if (given.every(([, value]) => value === '')) return null
  return [Object.fromEntries(item.filter(([, value]) => value !== ''))]
}

/** What is left after a text was emptied: nothing. */
const orNull = (value: string): Json => (value === '' ? null : value)

/**
 * The changes that turn a resource into what was filled in, as `Directory` takes them: nothing for what stayed. Of a
 * new user or group (an empty resource) it is the whole.
 */
export const changesFilledIn = (
  visit: Pick<Visit, 'form'>,
  fields: readonly AttributeField[],
  resource: JsonObject = {},
): JsonObject => {
  const changed = fields.filter(
    (each) => visit.form.has(fieldName(each)) && filledIn(visit, each) !== valueAt(resource, each),
  )
  const changes: Record<string, Json> = {}
  for (const each of changed) {
    const [name = '', second, third] = each.location
    const top = String(name)
    const value = filledIn(visit, each)
    if (second === undefined) changes[top] = orNull(value)
    else if (second === 0) {
      const others = fields.filter(({ location }) => location[0] === name)
      const given = others.map(
        (other) => [String(other.location[2]), filledIn(visit, other)] as const,
      )
      changes[top] = listChange(resource, top, given)
    } else {
      const before = changes[top]
      const part = third === undefined || value === '' ? orNull(value) : { [third]: value }
      changes[top] = { ...(isObject(before) ? before : {}), [second]: part }
    }
  }
  return changes
}
