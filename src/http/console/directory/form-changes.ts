import { isObject } from '../../../scim/json-object.ts'
import type { Json, JsonObject } from '../../../scim/resource.ts'
import { field, type Visit } from '../shared/page.ts'
import { type AttributeField, fieldName, readAttribute } from './attribute-field.ts'

/** Members that a new list item gets in addition to the submitted value. */
const newItemDefaults: Readonly<Record<string, JsonObject>> = {
  emails: { type: 'work', primary: true },
  phoneNumbers: { type: 'work' },
  addresses: { type: 'work' },
}

/** The submitted text, with the line ends of forms (CRLF) turned into LF: WHATWG HTML, section 4.10.22. */
const submittedText = (visit: Pick<Visit, 'form'>, attribute: AttributeField): string =>
  field(visit, fieldName(attribute)).replaceAll('\r\n', '\n')

const firstObject = (value: Json | undefined): JsonObject => {
  const [first] = Array.isArray(value) ? value : []
  return isObject(first) ? first : {}
}

/** The new value of a list. It is complete, because a merge patch replaces lists. Null if all its fields are empty. */
const replaceList = (
  resource: JsonObject,
  name: string,
  values: readonly (readonly [string, string])[],
): Json => {
  const before = firstObject(resource[name])
  const item = Object.entries({
    ...newItemDefaults[name],
    ...before,
    ...Object.fromEntries(values),
  })
  if (values.every(([, value]) => value === '')) return null
  return [Object.fromEntries(item.filter(([, value]) => value !== ''))]
}

/** In a merge patch, null removes an attribute. */
const emptyToNull = (value: string): Json => (value === '' ? null : value)

/**
 * Reads the submitted changes as a merge patch for `Directory`: only fields whose value differs from the resource. For
 * a new user or group (an empty resource), these are all submitted fields.
 */
export const readFormChanges = (
  visit: Pick<Visit, 'form'>,
  fields: readonly AttributeField[],
  resource: JsonObject = {},
): JsonObject => {
  const changed = fields.filter(
    (each) =>
      visit.form.has(fieldName(each)) &&
      submittedText(visit, each) !== readAttribute(resource, each),
  )
  const changes: Record<string, Json> = {}
  for (const each of changed) {
    const [name = '', second, third] = each.location
    const top = String(name)
    const value = submittedText(visit, each)
    if (second === undefined) changes[top] = emptyToNull(value)
    else if (second === 0) {
      const others = fields.filter(({ location }) => location[0] === name)
      const values = others.map(
        (other) => [String(other.location[2]), submittedText(visit, other)] as const,
      )
      changes[top] = replaceList(resource, top, values)
    } else {
      const before = changes[top]
      const part = third === undefined || value === '' ? emptyToNull(value) : { [third]: value }
      changes[top] = { ...(isObject(before) ? before : {}), [second]: part }
    }
  }
  return changes
}
