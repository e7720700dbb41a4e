import { formatScimPath } from '../../../identity-center/format-location.ts'
import { isObject } from '../../../scim/json-object.ts'
import type { Json, JsonObject, Location } from '../../../scim/resource.ts'
import { enterpriseUserUrn } from '../../../scim/urn.ts'

/** A form field for an attribute of a user or group. */
export interface AttributeField {
  readonly location: Location
  readonly label: string
  readonly hint?: string
  readonly required?: true
  /** The value cannot be changed after creation. */
  readonly immutable?: true
  readonly multiline?: true
}

/** The name of a field in the posted form. Findings use the same name as their path. */
export const fieldName = ({ location }: Pick<AttributeField, 'location'>): string =>
  formatScimPath(location)

const attribute = (label: string, ...location: Location): AttributeField => ({ location, label })

/** The fields of AWS's own form: AWS user guide, add users. */
export const mainUserFields: readonly AttributeField[] = [
  {
    ...attribute('User name', 'userName'),
    required: true,
    immutable: true,
    hint: 'It cannot be changed later and must equal the SAML nameID. An email address works best.',
  },
  { ...attribute('Email address', 'emails', 0, 'value'), required: true },
  { ...attribute('Given name', 'name', 'givenName'), required: true },
  { ...attribute('Family name', 'name', 'familyName'), required: true },
  { ...attribute('Display name', 'displayName'), required: true },
]

const addresses = 'addresses'

/** All other fields, by group. */
export const otherUserFields: readonly (readonly [title: string, readonly AttributeField[]])[] = [
  [
    'Name and contact',
    [
      attribute('Middle name', 'name', 'middleName'),
      attribute('Full name', 'name', 'formatted'),
      attribute('Honorific prefix', 'name', 'honorificPrefix'),
      attribute('Honorific suffix', 'name', 'honorificSuffix'),
      attribute('Nickname', 'nickName'),
      attribute('Phone number', 'phoneNumbers', 0, 'value'),
      attribute('Profile URL', 'profileUrl'),
    ],
  ],
  [
    'Job',
    [
      attribute('Title', 'title'),
      attribute('User type', 'userType'),
      attribute('Employee number', enterpriseUserUrn, 'employeeNumber'),
      attribute('Cost center', enterpriseUserUrn, 'costCenter'),
      attribute('Organization', enterpriseUserUrn, 'organization'),
      attribute('Division', enterpriseUserUrn, 'division'),
      attribute('Department', enterpriseUserUrn, 'department'),
      attribute('Manager', enterpriseUserUrn, 'manager', 'value'),
    ],
  ],
  [
    'Address and preferences',
    [
      attribute('Street', addresses, 0, 'streetAddress'),
      attribute('City', addresses, 0, 'locality'),
      attribute('Region', addresses, 0, 'region'),
      attribute('Postal code', addresses, 0, 'postalCode'),
      attribute('Country', addresses, 0, 'country'),
      attribute('Full address', addresses, 0, 'formatted'),
      attribute('Preferred language', 'preferredLanguage'),
      attribute('Locale', 'locale'),
      attribute('Time zone', 'timezone'),
    ],
  ],
]

export const userFields: readonly AttributeField[] = [
  ...mainUserFields,
  ...otherUserFields.flatMap(([, fields]) => fields),
]

export const groupFields: readonly AttributeField[] = [
  { ...attribute('Group name', 'displayName'), required: true },
  { ...attribute('Description', 'description'), multiline: true },
]

/** Reads the value of a field; empty if it is missing or not a string. */
export const readAttribute = (resource: JsonObject, { location }: AttributeField): string => {
  const value = location.reduce<Json | undefined>((part, key) => {
    if (Array.isArray(part)) return typeof key === 'number' ? part[key] : undefined
    return isObject(part) ? part[key] : undefined
  }, resource)
  return typeof value === 'string' ? value : ''
}
