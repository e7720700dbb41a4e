import { isObject } from '../scim/json-object.ts'
import type { Json, JsonObject } from '../scim/resource.ts'
import { enterpriseUserUrn } from '../scim/urn.ts'

/** One attribute for access control, and what a user would carry. */
export interface AccessControlValue {
  /** As it stands in the console: `${path:userName}`. */
  readonly expression: string
  /** Null where the user has none. */
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

/** What is found under one step of a path: a name, perhaps with a condition in brackets. */
const step = (value: Json | undefined, part: string): Json | undefined => {
  const [, name = part, attribute, wanted = ''] = /^(\w+)\[(\w+) eq (.+)\]$/.exec(part) ?? []
  const found = isObject(value)
    ? value[name === 'enterprise' ? enterpriseUserUrn : name]
    : undefined
  if (attribute === undefined) return found
  const values = Array.isArray(found) ? found.filter(isObject) : []
  return values.find((each) => JSON.stringify(each[attribute]) === wanted)
}

/** Every attribute for access control, in the guide's order, with what this user would carry. */
export const accessControlAttributes = (user: JsonObject): readonly AccessControlValue[] =>
  paths.map((path) => {
    const value = path.split('.').reduce<Json | undefined>(step, user)
    return { expression: `\${path:${path}}`, value: typeof value === 'string' ? value : null }
  })
