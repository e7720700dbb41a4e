import { enterpriseUserUrn } from '../../scim/urn.ts'
import { text, textOrNull } from './schema-types.ts'

const pathOf = (...names: readonly string[]) => ({
  type: 'object',
  properties: Object.fromEntries(['identityStoreId', ...names].map((name) => [name, text])),
  required: ['identityStoreId', ...names],
})
/** Said of bodies that the rules of the book judge, so that what is refused has findings and an event. */
const judged = 'Held against the rules of `GET /api/v1/rules`, which say what is refused and why.'

const plural = (...parts: readonly string[]) => ({
  type: 'array',
  maxItems: 1,
  items: {
    type: 'object',
    properties: {
      ...Object.fromEntries(parts.map((part) => [part, text])),
      type: text,
      primary: { type: 'boolean' },
    },
  },
})
const texts = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, text]))
const details = {
  ...texts('displayName', 'nickName', 'profileUrl', 'title', 'userType'),
  ...texts('preferredLanguage', 'locale', 'timezone'),
  name: {
    type: 'object',
    properties: texts(
      'formatted',
      'familyName',
      'givenName',
      'middleName',
      'honorificPrefix',
      'honorificSuffix',
    ),
  },
  emails: plural('value'),
  phoneNumbers: plural('value'),
  roles: plural('value'),
  addresses: plural('formatted', 'streetAddress', 'locality', 'region', 'postalCode', 'country'),
  [enterpriseUserUrn]: {
    type: 'object',
    properties: {
      ...texts('employeeNumber', 'costCenter', 'organization', 'division', 'department'),
      manager: { type: 'object', properties: { value: text } },
    },
  },
  active: { type: 'boolean' },
}

/** What the routes of users and groups by hand take, as JSON schemas. */
export const directorySchemas = {
  storePath: pathOf(),
  userPath: pathOf('userId'),
  groupPath: pathOf('groupId'),
  memberPath: pathOf('groupId', 'userId'),
  search: {
    type: 'object',
    properties: {
      query: {
        ...text,
        description: 'A part of a user name, display name or e-mail address, whatever its case.',
      },
      cursor: { ...text, description: 'The `nextCursor` of the page before.' },
      limit: { ...text, pattern: '^[1-9]\\d{0,2}$', description: 'From 1 to 100; 50 without it.' },
    },
    additionalProperties: false,
  },
  nameId: {
    type: 'object',
    properties: { nameId: { ...text, description: 'As a SAML assertion would carry it.' } },
    required: ['nameId'],
    additionalProperties: false,
  },
  newUser: {
    type: 'object',
    description: `A user as SCIM has it. It is enabled unless \`active\` is false. ${judged}`,
    properties: { userName: text, ...details },
    required: ['userName', 'name', 'displayName', 'emails'],
  },
  userChanges: {
    type: 'object',
    description: `A merge patch, RFC 7396: null removes, objects are merged, lists replaced. \`active\` enables and disables. ${judged}`,
    properties: details,
  },
  newGroup: {
    type: 'object',
    description: judged,
    properties: { displayName: text, description: text },
    required: ['displayName'],
  },
  groupChanges: {
    type: 'object',
    description: `A merge patch, RFC 7396. ${judged}`,
    properties: { displayName: text, description: textOrNull },
  },
  newMembers: {
    type: 'object',
    properties: {
      userIds: {
        type: 'array',
        items: text,
        minItems: 1,
        description: 'No more than 100. All are added or none; whoever is in already stays.',
      },
    },
    required: ['userIds'],
    additionalProperties: false,
  },
} as const
