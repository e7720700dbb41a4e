import { formatScimPath } from '../../../identity-center/format-location.ts'
import { isObject } from '../../../scim/json-object.ts'
import type { Json, JsonObject, Location } from '../../../scim/resource.ts'
import { enterpriseUserUrn } from '../../../scim/urn.ts'

/** An attribute of a user or group as a form has it. */
export interface AttributeField {
  readonly location: Location
  readonly label: string
  readonly hint?: string
  readonly required?: true
  /** It is given once. */
  readonly once?: true
  readonly long?: true
}

/** What a field is called in a form that is posted, and in a finding about it. */
export const fieldName = ({ location }: Pick<AttributeField, 'location'>): string =>
  formatScimPath(location)

const of = (label: string, ...location: Location): AttributeField => ({ location, label })

/** What the service's own form asks for: AWS user guide, add users. */
export const mainUserFields: readonly AttributeField[] = [
  {
    ...of('User name', 'userName'),
    required: true,
    once: true,
    hint: 'It is given once, and has to be the nameID of SAML: best the e-mail address.',
  },
  { ...of('E-mail address', 'emails', 0, 'value'), required: true },
  { ...of('Given name', 'name', 'givenName'), required: true },
  { ...of('Family name', 'name', 'familyName'), required: true },
  { ...of('Display name', 'displayName'), required: true },
]

const address = 'addresses'

/** The rest, group by group. */
export const otherUserFields: readonly (readonly [title: string, readonly AttributeField[]])[] = [
  [
    'Name and contact',
    [
      of('Middle name', 'name', 'middleName'),
      of('Full name', 'name', 'formatted'),
      of('Honorific prefix', 'name', 'honorificPrefix'),
      of('Honorific suffix', 'name', 'honorificSuffix'),
      of('Nick name', 'nickName'),
      of('Phone number', 'phoneNumbers', 0, 'value'),
      of('Profile address', 'profileUrl'),
    ],
  ],
  [
    'Job',
    [
      of('Title', 'title'),
      of('User type', 'userType'),
      of('Employee number', enterpriseUserUrn, 'employeeNumber'),
      of('Cost center', enterpriseUserUrn, 'costCenter'),
      of('Organization', enterpriseUserUrn, 'organization'),
      of('Division', enterpriseUserUrn, 'division'),
      of('Department', enterpriseUserUrn, 'department'),
      of('Manager', enterpriseUserUrn, 'manager', 'value'),
    ],
  ],
  [
    'Address and preferences',
    [
      of('Street', address, 0, 'streetAddress'),
      of('City', address, 0, 'locality'),
      of('Region', address, 0, 'region'),
      of('Postal code', address, 0, 'postalCode'),
      of('Country', address, 0, 'country'),
      of('Full address', address, 0, 'formatted'),
      of('Preferred language', 'preferredLanguage'),
      of('Locale', 'locale'),
      of('Time zone', 'timezone'),
    ],
  ],
]

export const userFields: readonly AttributeField[] = [
  ...mainUserFields,
  ...otherUserFields.flatMap(([, fields]) => fields),
]

export const groupFields: readonly AttributeField[] = [
  { ...of('Group name', 'displayName'), required: true },
  { ...of('Description', 'description'), long: true },
]

/** What stands at a field's place; empty where nothing does, or no text. */
export const valueAt = (resource: JsonObject, { location }: AttributeField): string => {
  const value = location.reduce<Json | undefined>((part, key) => {
    if (Array.isArray(part)) return typeof key === 'number' ? part[key] : undefined
    return isObject(part) ? part[key] : undefined
  }, resource)
  return typeof value === 'string' ? value : ''
}
