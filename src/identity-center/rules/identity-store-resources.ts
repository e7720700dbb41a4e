import type { CheckedRule } from '../checked-rule.ts'
import { identityStoreApi } from '../source.ts'
import type { GroupSubject, UserSubject } from '../subjects.ts'
import { groupRules, groupWarnings } from './group.ts'
import { switchableRefusal } from './presets.ts'
import { emailPrimary, userRules, userWarnings } from './user.ts'

/* Rules of the Identity Store API for users and groups, in addition to those of SCIM. */

export const photoSinglePrimary: CheckedRule<UserSubject> = {
  ...switchableRefusal,
  id: 'photo-single-primary',
  summary: 'One photo of a user is the primary one, at the most.',
  source: identityStoreApi('Photo'),
  certainty: 'documented',
  remedy: 'Mark one photo as primary.',
  check: ({ extra }) => {
    const photos: unknown = extra?.['photos']
    const primary = (Array.isArray(photos) ? photos : []).flatMap((photo, index) =>
      Object(photo).primary === true ? [index] : [],
    )
    return primary
      .slice(1)
      .map((index) => ({ location: ['photos', index, 'primary'], value: true }))
  },
}

export const birthdateFormat: CheckedRule<UserSubject> = {
  ...switchableRefusal,
  id: 'birthdate-format',
  summary: 'A birthdate is a day of the calendar, YYYY-MM-DD.',
  source: identityStoreApi('User'),
  certainty: 'assumed', // the form is documented; the effect of others is not
  remedy: 'Send a date such as 1815-12-10.',
  check: ({ extra }) => {
    const value = extra?.['birthdate']
    if (value === undefined || value === null) return []
    const time = Date.parse(String(value))
    const isDay =
      /^\d{4}-\d{2}-\d{2}$/.test(String(value)) &&
      !Number.isNaN(time) &&
      new Date(time).toISOString().startsWith(String(value))
    return isDay ? [] : [{ location: ['birthdate'], value }]
  },
}

/** Rules of the API for a user: those of SCIM, except that an email address need not be marked as primary. */
export const apiUserRules: readonly CheckedRule<UserSubject>[] = [
  ...userRules.filter((rule) => rule !== emailPrimary), // Terraform's own example has no `primary`
  photoSinglePrimary,
  birthdateFormat,
  ...userWarnings,
]

/** Rules of the API for a group. */
export const apiGroupRules: readonly CheckedRule<GroupSubject>[] = [...groupRules, ...groupWarnings]
