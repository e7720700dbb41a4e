import { enterpriseUserUrn } from '../../scim/urn.ts'
import { text, textOrNull } from './schema-types.ts'

const pathSchema = (...names: readonly string[]) => ({
  type: 'object',
  properties: Object.fromEntries(['identityStoreId', ...names].map((name) => [name, text])),
  required: ['identityStoreId', ...names],
})
/** For bodies that are checked by rules, so that a refusal has findings and creates an event. */
const checkedByRules = 'The rules of `GET /api/v1/rules` determine which values are accepted.'

const singleItemList = (...parts: readonly string[]) => ({
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
  emails: singleItemList('value'),
  phoneNumbers: singleItemList('value'),
  roles: singleItemList('value'),
  addresses: singleItemList(
    'formatted',
    'streetAddress',
    'locality',
    'region',
    'postalCode',
    'country',
  ),
  [enterpriseUserUrn]: {
    type: 'object',
    properties: {
      ...texts('employeeNumber', 'costCenter', 'organization', 'division', 'department'),
      manager: { type: 'object', properties: { value: text } },
    },
  },
  active: { type: 'boolean' },
}

/** The schemas of requests that change users and groups manually. */
export const directorySchemas = {
  storePath: pathSchema(),
  userPath: pathSchema('userId'),
  groupPath: pathSchema('groupId'),
  memberPath: pathSchema('groupId', 'userId'),
  search: {
    type: 'object',
    properties: {
      query: {
        ...text,
        description: 'Part of a user name, display name or email address. Case does not matter.',
      },
      cursor: { ...text, description: 'The `nextCursor` of the previous page.' },
      limit: {
        ...text,
        pattern: '^[1-9]\\d{0,2}$',
        description: 'The number of items per page, from 1 to 100. Default: 50.',
      },
    },
    additionalProperties: false,
  },
  nameId: {
    type: 'object',
    properties: {
      nameId: { ...text, description: 'The nameID, exactly as in the SAML assertion.' },
    },
    required: ['nameId'],
    additionalProperties: false,
  },
  newUser: {
    type: 'object',
    description: `A user in SCIM form. It is enabled unless \`active\` is false. ${checkedByRules}`,
    properties: { userName: text, ...details },
    required: ['userName', 'name', 'displayName', 'emails'],
  },
  userChanges: {
    type: 'object',
    description: `A merge patch (RFC 7396): null removes a member, objects are merged, lists are replaced. \`active\` enables or disables the user. ${checkedByRules}`,
    properties: details,
  },
  newGroup: {
    type: 'object',
    description: checkedByRules,
    properties: { displayName: text, description: text },
    required: ['displayName'],
  },
  groupChanges: {
    type: 'object',
    description: `A merge patch (RFC 7396). ${checkedByRules}`,
    properties: { displayName: text, description: textOrNull },
  },
  newMembers: {
    type: 'object',
    properties: {
      userIds: {
        type: 'array',
        items: text,
        minItems: 1,
        description:
          'At most 100 users. All are added or none. Existing members stay in the group.',
      },
    },
    required: ['userIds'],
    additionalProperties: false,
  },
} as const
