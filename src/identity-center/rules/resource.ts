import { ENTERPRISE_USER } from '../../scim/urn.ts'
import {
  type AnySubject,
  missing,
  remarked,
  type StoredText,
  textsOf,
  textsWith,
  typeOf,
} from '../checks.ts'
import { codePointLength } from '../code-points.ts'
import {
  isAllowed,
  maximumLengthClause,
  minimumLengthClause,
  notNullClause,
  patternClause,
} from '../constraints.ts'
import type { Rule } from '../rule.ts'
import {
  decision,
  developerGuide,
  formerUserGuide,
  identityStoreApi,
  report,
  rfc7643,
  userGuide,
} from '../source.ts'
import type { BodySubject } from '../subjects.ts'
import { binding, refusing, warning } from './kinds.ts'

/* What users and groups have in common. */

export const attributeType: Rule<AnySubject> = {
  ...refusing,
  id: 'attribute-type',
  summary: 'Every attribute has a value of the type that the schema gives it.',
  source: rfc7643('2.3'),
  certainty: 'assumed',
  remedy: 'Send text as a string, flags as true or false, and lists as lists, also of one value.',
  check: remarked('type-mismatch'),
}

export const requiredAttribute: Rule<AnySubject> = {
  ...binding,
  answer: {
    exception: 'ValidationException',
    clauses: ({ location }) => [notNullClause(location)],
  },
  id: 'required-attribute',
  summary:
    'A user has a user name, a given name, a family name and a display name; a group has a display name.',
  source: developerGuide('createuser', 'constraints'),
  certainty: 'documented',
  remedy: 'Map the attribute to one that everybody has, or to a constant.',
  check: (subject) =>
    typeOf(subject) === 'Group'
      ? missing(subject.resource, ['displayName'])
      : missing(
          subject.resource,
          ['userName'],
          ['name', 'familyName'],
          ['name', 'givenName'],
          ['displayName'],
        ),
}

export const minimumLength: Rule<AnySubject> = {
  ...refusing,
  answer: {
    exception: 'ValidationException',
    clauses: ({ location }) => [patternClause(location), minimumLengthClause(location)],
  },
  id: 'minimum-length',
  summary: 'No attribute is an empty string.',
  source: userGuide('troubleshooting'),
  certainty: 'documented',
  remedy:
    'Leave the attribute out where there is no value; a single space is taken for a missing name.',
  check: (subject) =>
    textsOf(subject).flatMap(({ location, text }) =>
      text === '' ? [{ location, value: text }] : [],
    ),
}

export const characters: Rule<AnySubject> = {
  ...refusing,
  answer: {
    exception: 'ValidationException',
    clauses: ({ location }) => [patternClause(location)],
  },
  id: 'characters',
  summary:
    'Text holds letters, marks, symbols, numbers, punctuation and plain spaces; user names and external ids hold no space.',
  source: userGuide('troubleshooting'),
  certainty: 'documented',
  remedy:
    'Remove the characters named here at the source, or by a transformation in the attribute mapping; nobody can see them.',
  check: (subject) =>
    textsWith(subject, (character, { notes }) =>
      notes?.characters === undefined ? false : !isAllowed(notes.characters, character),
    ),
}

export const maximumLength: Rule<AnySubject> = {
  ...refusing,
  answer: {
    exception: 'ValidationException',
    clauses: ({ location }) => [maximumLengthClause(location)],
  },
  id: 'maximum-length',
  summary:
    'A user name has no more than 128 characters, an external id no more than 256, any other text no more than 1,024.',
  source: identityStoreApi('CreateUser'),
  certainty: 'assumed', // published for the store's own API; the text is AWS's usual one
  remedy: 'Shorten the value in the attribute mapping.',
  check: (subject) =>
    textsOf(subject).flatMap(({ location, text, notes }) => {
      const length = codePointLength(text)
      return length > (notes?.maxLength ?? Number.POSITIVE_INFINITY)
        ? [{ location, value: text, note: `it has ${length} characters.` }]
        : []
    }),
}

/** Exempt: addresses of mail, web and telephone, languages and places of time, and what is an id. */
const withoutForbidden: readonly string[] = [
  'userName',
  'externalId',
  'name',
  'displayName',
  'nickName',
  'title',
  'userType',
  'addresses',
  ENTERPRISE_USER,
]

const mayNotHoldForbidden = ({ location: [name, ...below] }: StoredText): boolean =>
  withoutForbidden.includes(String(name)) && !below.includes('type') && !below.includes('manager')

export const forbiddenCharacters: Rule<AnySubject> = {
  ...refusing,
  id: 'forbidden-characters',
  summary: 'Names, titles, addresses and enterprise attributes hold none of < > ; : %',
  source: formerUserGuide('provision-automatically', '2021-11'),
  certainty: 'documented', // until 2022; Okta and Microsoft still say so, and nobody has seen them accepted
  remedy: 'Remove or replace the character in the attribute mapping.',
  check: (subject) =>
    textsWith(
      subject,
      (character, text) => '<>;:%'.includes(character) && mayNotHoldForbidden(text),
    ),
}

export const lineBreaksInNames: Rule<AnySubject> = {
  ...refusing,
  id: 'line-breaks-in-names',
  summary: 'Names of users and groups hold no tab and no line break.',
  source: report(
    'Microsoft, tutorial for AWS IAM Identity Center provisioning',
    'https://learn.microsoft.com/entra/identity/saas-apps/aws-single-sign-on-provisioning-tutorial',
    '2023-08',
  ),
  certainty: 'observed',
  remedy: 'Remove the character in the attribute mapping, with Replace() in Entra.',
  check: (subject) =>
    textsWith(
      subject,
      (character, { location: [name] }) =>
        '\t\n\r'.includes(character) && (name === 'name' || name === 'displayName'),
    ),
}

const reservedNames = ['administrator', 'awsadministrators'] // names compare without regard to case

export const reservedName: Rule<AnySubject> = {
  ...refusing,
  id: 'reserved-name',
  summary: 'Administrator and AWSAdministrators are names of no user and no group.',
  source: identityStoreApi('CreateUser'),
  certainty: 'assumed', // published for the store's own API
  remedy: 'Give the user or group another name, or do not provision it.',
  check: (subject) => {
    const name = typeOf(subject) === 'Group' ? 'displayName' : 'userName'
    const value: unknown = Reflect.get(subject.resource, name)
    return reservedNames.includes(String(value).toLowerCase()) ? [{ location: [name], value }] : []
  },
}

export const unsupportedSubAttribute: Rule<AnySubject> = {
  ...warning,
  id: 'unsupported-sub-attribute',
  summary:
    'No value of a list carries `display`, and a manager no `displayName`: they are not supported, and dropped.',
  source: developerGuide('createuser', 'not-supported'),
  certainty: 'assumed', // documented as not supported, not what becomes of them
  remedy: 'Take the sub-attribute out of the mapping or template.',
  check: remarked('unsupported-sub-attribute'),
}

export const unknownAttribute: Rule<AnySubject> = {
  ...warning,
  id: 'unknown-attribute',
  summary: 'Every attribute is one of the schema: others are passed over.',
  source: decision('what becomes of attributes that no schema has'),
  certainty: 'assumed',
  remedy: 'Correct the name, or take the attribute out of the mapping.',
  check: remarked('unknown-attribute'),
}

export const unknownSchema: Rule<AnySubject> = {
  ...warning,
  id: 'unknown-schema',
  summary: 'Every URN in `schemas` is one of the resource: others are passed over.',
  source: decision('whether the service looks at `schemas`'),
  certainty: 'assumed',
  remedy: 'Send the core schema, and the enterprise schema for users that have its attributes.',
  check: remarked('unknown-schema'),
}

export const duplicateKeys: Rule<AnySubject | BodySubject> = {
  ...warning,
  id: 'duplicate-keys',
  summary: 'An object names each of its attributes once: of two, one is passed over.',
  source: decision('which of two equal names counts'),
  certainty: 'assumed',
  remedy: 'Look for an attribute that is mapped twice, perhaps in another letter case.',
  check: (subject) => {
    if ('remarks' in subject) return remarked('duplicate-attribute')(subject)
    return subject.duplicateKeys ? [{ location: [] }] : []
  },
}
