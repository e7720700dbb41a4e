import { isObject } from '../scim/json-object.ts'
import type { Json, JsonObject } from '../scim/resource.ts'
import { enterpriseUserUrn } from '../scim/urn.ts'

/** One attribute for access control, with its value for a user. */
export interface AccessControlValue {
  /** As the console shows it: `${path:userName}`. */
  readonly expression: string
  /** Null if the user has none. */
  readonly value: string | null
}

const workAddress = 'addresses[type eq "work"]'

/** AWS user guide, supported external identity provider attributes; August 2021. */
const paths = [
  'userName',
  'name.familyName',
  'name.givenName',
  'displayName',
  'nickName',
  'emails[primary eq true].value',
  `${workAddress}.streetAddress`,
  `${workAddress}.locality`,
  `${workAddress}.region`,
  `${workAddress}.postalCode`,
  `${workAddress}.country`,
  `${workAddress}.formatted`,
  'phoneNumbers[type eq "work"].value',
  'userType',
  'title',
  'locale',
  'timezone',
  'enterprise.employeeNumber',
  'enterprise.costCenter',
  'enterprise.organization',
  'enterprise.division',
  'enterprise.department',
  'enterprise.manager.value',
] as const

/** The value below one step of a path: a name, optionally with a condition in brackets. */
const step = (value: Json | undefined, part: string): Json | undefined => {
  const [, name = part, attribute, wanted = ''] = /^(\w+)\[(\w+) eq (.+)\]$/.exec(part) ?? []
  const found = isObject(value)
    ? value[name === 'enterprise' ? enterpriseUserUrn : name]
    : undefined
  if (attribute === undefined) return found
  const values = Array.isArray(found) ? found.filter(isObject) : []
  return values.find((each) => JSON.stringify(each[attribute]) === wanted)
}

/** Every attribute for access control, in the guide's order, with its value for this user. */
export const accessControlAttributes = (user: JsonObject): readonly AccessControlValue[] =>
  paths.map((path) => {
    const value = path.split('.').reduce<Json | undefined>(step, user)
    return { expression: `\${path:${path}}`, value: typeof value === 'string' ? value : null }
  })
