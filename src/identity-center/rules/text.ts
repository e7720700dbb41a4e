import { attributeAt } from '../../scim/schema.ts'
import { enterpriseUserUrn } from '../../scim/urn.ts'
import type { CheckedRule } from '../checked-rule.ts'
import {
  type AnySubject,
  collectTexts,
  findCharacters,
  resourceTypeOf,
  type StoredText,
} from '../checks.ts'
import { codePointLength } from '../code-points.ts'
import {
  disallowedCharacters,
  maximumLengthClause,
  minimumLengthClause,
  patternClause,
} from '../constraints.ts'
import { figure } from '../limits.ts'
import { formerUserGuide, identityStoreApi, report, userGuide } from '../source.ts'
import { switchableRefusal } from './presets.ts'

/* Rules for the strings of users and groups. */

export const attributeLengthMin: CheckedRule<AnySubject> = {
  ...switchableRefusal,
  answer: {
    exception: 'ValidationException',
    clauses: ({ location }) => [patternClause(location), minimumLengthClause(location)],
  },
  id: 'attribute-length-min',
  summary: 'No attribute is an empty string.',
  source: userGuide('troubleshooting'),
  certainty: 'documented',
  remedy: 'Omit the attribute if there is no value. For a missing name, send a single space.',
  check: (subject) =>
    collectTexts(subject).flatMap(({ location, text }) =>
      text === '' ? [{ location, value: text }] : [],
    ),
}

export const attributePattern: CheckedRule<AnySubject> = {
  ...switchableRefusal,
  answer: {
    exception: 'ValidationException',
    clauses: ({ location }) => [patternClause(location)],
  },
  id: 'attribute-pattern',
  summary:
    'Text consists of letters, marks, symbols, numbers, punctuation and plain spaces. User names and external ids contain no space.',
  source: userGuide('troubleshooting'),
  certainty: 'documented',
  remedy:
    'Remove the characters at the source, or with a transformation in the attribute mapping. They may be invisible.',
  check: (subject) =>
    findCharacters(
      subject,
      ({ notes }) => notes?.characters && disallowedCharacters[notes.characters],
    ),
}

const lengthMaxOf = (name: string): string =>
  figure(attributeAt('User', [name])?.identityCenter.maxLength ?? 0)

export const attributeLengthMax: CheckedRule<AnySubject> = {
  ...switchableRefusal,
  answer: {
    exception: 'ValidationException',
    clauses: ({ location }) => [maximumLengthClause(location)],
  },
  id: 'attribute-length-max',
  summary: `A user name has at most ${lengthMaxOf('userName')} characters, an external id ${lengthMaxOf('externalId')}, any other text ${lengthMaxOf('displayName')}.`,
  source: identityStoreApi('CreateUser'),
  certainty: 'assumed', // published for the Identity Store API; the text is AWS's usual one
  remedy: 'Shorten the value in the attribute mapping.',
  check: (subject) =>
    collectTexts(subject).flatMap(({ location, text, notes }) => {
      const lengthMax = notes?.maxLength ?? Number.POSITIVE_INFINITY
      const length = text.length > lengthMax ? codePointLength(text) : 0 // never more code points than units
      return length > lengthMax
        ? [{ location, value: text, note: `it has ${length} characters.` }]
        : []
    }),
}

/** Exempt: email addresses, URLs, telephone numbers, languages, time zones, and ids of managers. */
const restrictedAttributes: readonly string[] = [
  'userName',
  'externalId',
  'name',
  'displayName',
  'nickName',
  'title',
  'userType',
  'addresses',
  enterpriseUserUrn,
]

const forbidden = /[<>;:%]/gu

const isRestricted = ({ location: [name, ...below] }: StoredText): boolean =>
  restrictedAttributes.includes(String(name)) &&
  !below.includes('type') &&
  !below.includes('manager')

export const attributeForbiddenCharacters: CheckedRule<AnySubject> = {
  ...switchableRefusal,
  id: 'attribute-forbidden-characters',
  summary: 'Names, titles, addresses and enterprise attributes hold none of < > ; : %',
  source: formerUserGuide('provision-automatically', '2021-11'),
  certainty: 'documented', // until 2022; Okta and Microsoft still say so
  remedy: 'Remove or replace the character in the attribute mapping.',
  check: (subject) =>
    findCharacters(subject, (text) => (isRestricted(text) ? forbidden : undefined)),
}

const lineBreaks = /[\t\n\r]/gu

export const nameSingleLine: CheckedRule<AnySubject> = {
  ...switchableRefusal,
  id: 'name-single-line',
  summary: 'Names of users and groups hold no tab and no line break.',
  source: report(
    'Microsoft, tutorial for AWS IAM Identity Center provisioning',
    'https://learn.microsoft.com/entra/identity/saas-apps/aws-single-sign-on-provisioning-tutorial',
    '2023-08',
  ),
  certainty: 'observed',
  remedy: 'Remove the character in the attribute mapping, in Entra with Replace().',
  check: (subject) =>
    findCharacters(subject, ({ location: [name] }) =>
      name === 'name' || name === 'displayName' ? lineBreaks : undefined,
    ),
}

const reservedNames = ['administrator', 'awsadministrators'] // names compare without regard to case

export const nameNotReserved: CheckedRule<AnySubject> = {
  ...switchableRefusal,
  id: 'name-not-reserved',
  summary: 'Administrator and AWSAdministrators are names of no user and no group.',
  source: identityStoreApi('CreateUser'),
  certainty: 'assumed', // published for the Identity Store API
  remedy: 'Give the user or group another name, or do not provision it.',
  check: (subject) => {
    const name = resourceTypeOf(subject) === 'Group' ? 'displayName' : 'userName'
    const value: unknown = Reflect.get(subject.resource, name)
    return reservedNames.includes(String(value).toLowerCase()) ? [{ location: [name], value }] : []
  },
}
