import type { Rule } from '../rule.ts'
import { report, userGuide } from '../source.ts'
import { duplicateText } from '../texts.ts'
import { fixedRefusal } from './presets.ts'

/* Values that only one user or group of an identity store may have. */

/** Only `Duplicate GroupDisplayName` is published as a text of the service's log. The others follow its form. */
const conflict = (taken: string) =>
  ({
    ...fixedRefusal,
    answer: {
      exception: 'ConflictException',
      detail: () => duplicateText,
      logged: () => `Duplicate ${taken}`,
    },
  }) as const

export const userNameUnique: Rule = {
  ...conflict('UserName'),
  id: 'user-name-unique',
  summary: 'No two users have the same user name, ignoring case.',
  source: userGuide('troubleshooting'),
  certainty: 'documented',
  remedy: 'Find the user that has the name. Update it (PUT or PATCH with its id), or delete it.',
}

export const emailUnique: Rule = {
  ...conflict('Email'),
  id: 'email-unique',
  summary: 'No two users have the same primary email address, ignoring case.',
  source: userGuide('troubleshooting'),
  certainty: 'documented',
  remedy: 'Give one of the two users another address, or omit both: the email address is optional.',
}

export const externalIdUnique: Rule = {
  ...conflict('ExternalId'),
  id: 'external-id-unique',
  summary: 'No two users have the same external id.',
  source: userGuide('troubleshooting'),
  certainty: 'documented',
  remedy: 'Map externalId to a unique attribute, such as the object id.',
}

export const groupDisplayNameUnique: Rule = {
  ...conflict('GroupDisplayName'),
  id: 'group-display-name-unique',
  summary: 'No two groups have the same display name, ignoring case.',
  source: userGuide('scim-logging-using-cloudtrail'),
  certainty: 'documented',
  remedy: 'Find the group that has the name and update it, or rename one of the two.',
}

export const groupExternalIdUnique: Rule = {
  ...conflict('ExternalId'),
  id: 'group-external-id-unique',
  summary: 'No two groups have the same external id.',
  source: report(
    'AWS re:Post, troubleshooting provisioning',
    'https://repost.aws/knowledge-center/iam-identity-center-provision',
    '2026-11',
  ),
  certainty: 'documented',
  remedy: 'Map externalId to a unique attribute, such as the object id.',
}

/** In the order in which the unique indexes are checked. */
export const uniquenessRules: readonly Rule[] = [
  userNameUnique,
  emailUnique,
  externalIdUnique,
  groupDisplayNameUnique,
  groupExternalIdUnique,
]
