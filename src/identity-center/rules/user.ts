import { attributesOf } from '../../scim/schema.ts'
import { scimEventsSince } from '../behaviors.ts'
import type { CheckedRule } from '../checked-rule.ts'
import { findDeviations } from '../checks.ts'
import { isEmailShaped } from '../email-shape.ts'
import type { Violation } from '../rule.ts'
import { decision, developerGuide, formerUserGuide, userGuide } from '../source.ts'
import type { UserSubject } from '../subjects.ts'
import { switchableRefusal, switchableWarning } from './presets.ts'
import {
  attributeKnown,
  attributeRequired,
  attributeType,
  bodyKeysUnique,
  schemaUrnKnown,
  subAttributeSupported,
} from './resource.ts'
import {
  attributeForbiddenCharacters,
  attributeLengthMax,
  attributeLengthMin,
  attributePattern,
  nameNotReserved,
  nameSingleLine,
} from './text.ts'

/* Rules that the pages of CreateUser, PutUser and PatchUser share. */

export const userGroupsOmitted: CheckedRule<UserSubject> = {
  ...switchableRefusal,
  id: 'user-groups-omitted',
  summary: 'A user has no `groups`: a group lists its members.',
  source: developerGuide('createuser', 'constraints'),
  certainty: 'documented',
  remedy: 'Remove `groups` from the mapping, and push the groups instead.',
  check: findDeviations('groups-sent'),
}

const buildLimitText = ([first]: readonly Violation[]): string =>
  `List attribute ${first?.location[0]} exceeds allowed limit of 1`

export const multiValuedSingleValue: CheckedRule<UserSubject> = {
  ...switchableRefusal,
  answer: {
    exception: 'ValidationException',
    detail: buildLimitText,
    // AWS user guide, Azure AD, edition of August 2021. The date of the change is not published: we assume that of the new log.
    logged: (violations, asOf) =>
      asOf < scimEventsSince
        ? 'Currently list attributes only allow single item'
        : buildLimitText(violations),
  },
  id: 'multi-valued-single-value',
  summary: 'emails, addresses, phoneNumbers and roles have at most one value.',
  source: userGuide('troubleshooting'),
  certainty: 'documented',
  remedy:
    'Map one value only. Remove the mapping of the second email address, fax or mobile number.',
  check: ({ resource }) =>
    attributesOf('User').flatMap(({ name, identityCenter: { maxItems } }) => {
      const values: unknown = Reflect.get(resource, name)
      return maxItems !== undefined && Array.isArray(values) && values.length > maxItems
        ? [{ location: [name], value: values }]
        : []
    }),
}

export const emailRequired: CheckedRule<UserSubject> = {
  ...switchableRefusal,
  id: 'email-required',
  summary: 'A user has a primary email address.',
  source: formerUserGuide('provision-automatically', '2021-03'),
  certainty: 'documented',
  until: '2021-08-01',
  remedy: 'Map an email address. It is optional since August 2021.',
  check: ({ resource: { emails } }) => (emails === undefined ? [{ location: ['emails'] }] : []),
}

export const emailPrimary: CheckedRule<UserSubject> = {
  ...switchableRefusal,
  id: 'email-primary',
  summary: 'An e-mail address is marked as primary.',
  source: developerGuide('createuser', 'constraints'),
  certainty: 'documented',
  remedy: 'Send `"primary": true` with the email address.',
  check: ({ resource: { emails = [] } }) =>
    emails.flatMap(({ primary }, index) =>
      primary === true ? [] : [{ location: ['emails', index, 'primary'], value: primary }],
    ),
}

export const attributeSupported: CheckedRule<UserSubject> = {
  ...switchableWarning,
  id: 'attribute-supported',
  summary:
    'password, ims, photos, entitlements and x509Certificates are not supported, nor were roles until 2023. The server ignores them.',
  source: developerGuide('createuser', 'not-supported'),
  certainty: 'assumed', // documented as not supported; the effect is not documented
  remedy: 'Remove the attribute from the mapping.',
  check: findDeviations('unsupported-attribute'),
}

const addressParts = ['streetAddress', 'locality', 'region', 'postalCode', 'country'] as const

/** The missing parts of an address that the request sets. An unchanged address is not checked again. */
const findMissingAddressParts = ({ resource, previous }: UserSubject): readonly Violation[] =>
  JSON.stringify(resource.addresses) === JSON.stringify(previous?.addresses)
    ? []
    : (resource.addresses ?? []).flatMap((address, index) =>
        addressParts.flatMap((part) =>
          address[part] === undefined ? [{ location: ['addresses', index, part] }] : [],
        ),
      )

export const addressComplete: CheckedRule<UserSubject> = {
  ...switchableRefusal,
  id: 'address-complete',
  summary: 'An updated address has a street, city, state, postal code and country.',
  source: formerUserGuide('okta-idp', '2021-08'),
  certainty: 'documented',
  until: '2022-12-20',
  remedy: 'Map all five parts of the address, or none of them.',
  check: (subject) => (subject.operation === 'CreateUser' ? [] : findMissingAddressParts(subject)),
}

export const addressPartsRequired: CheckedRule<UserSubject> = {
  ...switchableWarning,
  id: 'address-parts-required',
  summary:
    "An address has a street, city, state, postal code and country, as AWS's guide for Okta once required.",
  source: formerUserGuide('okta-idp', '2021-08'),
  certainty: 'assumed', // ssosync sends addresses with only a type, and they are accepted
  remedy: 'Map all five parts of the address, or none of them.',
  check: findMissingAddressParts,
}

export const activePresent: CheckedRule<UserSubject> = {
  ...switchableWarning,
  id: 'active-present',
  summary: 'A user has `active`. Without it, the server disables the user.',
  source: decision('what a missing `active` means'),
  certainty: 'assumed',
  remedy: 'Send `"active": true` for every user who should be able to sign in.',
  check: ({ resource: { active } }) => (active === undefined ? [{ location: ['active'] }] : []),
}

export const userNameEmailShaped: CheckedRule<UserSubject> = {
  ...switchableWarning,
  id: 'user-name-email-shaped',
  summary:
    'A user name is shaped like an email address. The SAML nameID must equal it, or the user cannot sign in.',
  source: formerUserGuide('troubleshooting', '2021-08'),
  certainty: 'documented',
  remedy:
    'Map userName to the email address or user principal name that is sent as the SAML nameID.',
  check: ({ resource: { userName }, previous }) =>
    userName === undefined || isEmailShaped(userName) || userName === previous?.userName
      ? []
      : [{ location: ['userName'], value: userName }],
}

/** Rules for every user to be stored, in the order in which the service checks. */
export const userRules: readonly CheckedRule<UserSubject>[] = [
  attributeType,
  userGroupsOmitted,
  multiValuedSingleValue,
  attributeRequired,
  attributeLengthMin,
  attributePattern,
  attributeLengthMax,
  emailRequired,
  emailPrimary,
  attributeForbiddenCharacters,
  nameSingleLine,
  nameNotReserved,
]

/** What the server ignores in every user, with a warning. */
export const userWarnings: readonly CheckedRule<UserSubject>[] = [
  attributeSupported,
  subAttributeSupported,
  attributeKnown,
  schemaUrnKnown,
  bodyKeysUnique,
  addressPartsRequired,
  userNameEmailShaped,
]
