import { origins } from '../../identity-center/origin.ts'
import { objectSchema } from './components.ts'
import { refTo } from './describe.ts'
import { dateTime, flag, text, textOrNull } from './schema-types.ts'

const origin = { enum: origins } as const

const provenance = { createdBy: origin, createdAt: dateTime, updatedAt: dateTime }
const userSummary = {
  userId: text,
  userName: text,
  displayName: text,
  email: textOrNull,
  enabled: flag,
  ...provenance,
}
const groupSummary = { groupId: text, displayName: text, description: textOrNull, ...provenance }
const membership = { membershipId: text, memberSince: dateTime }
const details = {
  updatedBy: origin,
  externalIds: { type: 'array', items: objectSchema({ issuer: text, id: text }) },
  resource: { type: 'object', description: 'The resource, as SCIM returns it.' },
  warning: {
    ...textOrNull,
    description: 'Why the identity provider may overwrite a manual change. Null if it cannot.',
  },
}

/** The named schemas of users, groups and memberships. */
export const directoryComponents = [
  {
    $id: 'UserSummary',
    description: 'A user in a list.',
    ...objectSchema(userSummary),
  },
  {
    $id: 'User',
    description: 'A user with all attributes.',
    ...objectSchema({
      ...userSummary,
      ...details,
      extra: {
        type: 'object',
        description: 'Attributes that only the Identity Store API returns.',
      },
      accessControlAttributes: {
        type: 'array',
        items: objectSchema({ expression: text, value: textOrNull }),
      },
    }),
  },
  {
    $id: 'Member',
    description: 'A user as a member of a group.',
    ...objectSchema({ ...userSummary, ...membership }),
  },
  {
    $id: 'GroupSummary',
    description: 'A group in a list.',
    ...objectSchema(groupSummary),
  },
  {
    $id: 'Group',
    description: 'A group with all attributes.',
    ...objectSchema({ ...groupSummary, ...details }),
  },
  {
    $id: 'Membership',
    description: 'A group that a user is a member of.',
    ...objectSchema({ ...groupSummary, ...membership }),
  },
  {
    $id: 'NameIdAnswer',
    description: 'Whether a SAML assertion with this nameID would sign in a user.',
    ...objectSchema({
      found: flag,
      reason: text,
      user: {
        description: 'The user that matches. If none matches, the user that was probably meant.',
        anyOf: [refTo('UserSummary'), { type: 'null' }],
      },
    }),
  },
] as const
