import { origins } from '../../identity-center/origin.ts'
import { objectSchema } from './components.ts'
import { refTo } from './describe.ts'

const text = { type: 'string' } as const
const textOrNull = { type: ['string', 'null'] } as const
const moment = { type: 'string', format: 'date-time' } as const
const flag = { type: 'boolean' } as const
const door = { enum: origins } as const

const whence = { createdBy: door, createdAt: moment, updatedAt: moment }
const userSummary = {
  userId: text,
  userName: text,
  displayName: text,
  email: textOrNull,
  enabled: flag,
  ...whence,
}
const groupSummary = { groupId: text, displayName: text, description: textOrNull, ...whence }
const membership = { membershipId: text, memberSince: moment }
const view = {
  updatedBy: door,
  externalIds: { type: 'array', items: objectSchema({ issuer: text, id: text }) },
  resource: { type: 'object', description: 'As SCIM shows it.' },
  warning: { ...textOrNull, description: 'Why a change by hand would not last.' },
}

/** Users and groups as the private listener answers them, by name. */
export const directoryComponents = [
  {
    $id: 'UserSummary',
    description: 'A user as a list shows it.',
    ...objectSchema(userSummary),
  },
  {
    $id: 'User',
    description: 'A user with everything there is to say of it.',
    ...objectSchema({
      ...userSummary,
      ...view,
      extra: { type: 'object', description: 'What only the Identity Store API knows of it.' },
      accessControlAttributes: {
        type: 'array',
        items: objectSchema({ expression: text, value: textOrNull }),
      },
    }),
  },
  {
    $id: 'Member',
    description: 'A user as its group shows it.',
    ...objectSchema({ ...userSummary, ...membership }),
  },
  {
    $id: 'GroupSummary',
    description: 'A group as a list shows it.',
    ...objectSchema(groupSummary),
  },
  {
    $id: 'Group',
    description: 'A group with everything there is to say of it.',
    ...objectSchema({ ...groupSummary, ...view }),
  },
  {
    $id: 'Membership',
    description: 'A group as its user shows it.',
    ...objectSchema({ ...groupSummary, ...membership }),
  },
  {
    $id: 'NameIdAnswer',
    description: 'Whether a SAML assertion with a nameID would let somebody in.',
    ...objectSchema({
      found: flag,
      reason: text,
      user: {
        description: 'Whoever is found, or was probably meant.',
        anyOf: [refTo('UserSummary'), { type: 'null' }],
      },
    }),
  },
] as const
