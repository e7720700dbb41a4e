import { enterpriseUserUrn } from '../../scim/urn.ts'
import type { CheckedRule } from '../checked-rule.ts'
import { findChanges } from '../checks.ts'
import { developerGuide } from '../source.ts'
import type { PatchSubject, UserSubject } from '../subjects.ts'
import { patchRequiredAttributeKept, patchShapeRules } from './patch.ts'
import { switchableRefusal } from './presets.ts'
import { addressComplete, userRules, userWarnings } from './user.ts'

/** The page's list, and roles, which the page omits. */
const patchable = [
  'userName',
  'active',
  'externalId',
  'displayName',
  'nickName',
  'profileUrl',
  'title',
  'userType',
  'preferredLanguage',
  'locale',
  'timezone',
  'name',
  enterpriseUserUrn,
  'emails',
  'addresses',
  'phoneNumbers',
  'roles',
]

export const patchUserAttributeSupported: CheckedRule<PatchSubject> = {
  ...switchableRefusal,
  id: 'patch-user-attribute-supported',
  summary: 'A PATCH changes only attributes of a user that the service lists as supported.',
  source: developerGuide('patchuser', 'constraints'),
  certainty: 'documented',
  remedy:
    'Remove the attribute from the mapping. To change the groups of a user, PATCH the groups.',
  check: (subject) =>
    findChanges(subject).flatMap(({ name, location }) =>
      patchable.includes(name) ? [] : [{ location, value: name }],
    ),
}

export const patchNickNameUnchanged: CheckedRule<PatchSubject> = {
  ...switchableRefusal,
  id: 'patch-nick-name-unchanged',
  summary: 'A PATCH does not change the nickname.',
  source: developerGuide('document-history'),
  certainty: 'documented', // the day on which the page first listed it
  until: '2022-02-01',
  remedy: 'Send the complete user by PUT.',
  check: (subject) =>
    findChanges(subject).flatMap(({ name, location }) =>
      name === 'nickName' ? [{ location, value: name }] : [],
    ),
}

export const patchAttributeOnce: CheckedRule<PatchSubject> = {
  ...switchableRefusal,
  id: 'patch-attribute-once',
  summary: 'A PATCH has at most one operation on userName and one on active.',
  source: developerGuide('patchuser', 'constraints'),
  certainty: 'documented',
  remedy: 'Send only the last of these operations.',
  check: (subject) =>
    ['userName', 'active'].flatMap((once) => {
      const [, ...again] = findChanges(subject).filter(({ name }) => name === once)
      return again.map(({ location }) => ({ location, value: once }))
    }),
}

/** AWS developer guide, PatchUser: rules for the operations, in the order in which the service checks. */
export const patchUserOperationRules: readonly CheckedRule<PatchSubject>[] = [
  ...patchShapeRules,
  patchUserAttributeSupported,
  patchNickNameUnchanged,
  patchRequiredAttributeKept,
  patchAttributeOnce,
]

/** Rules for the resulting user. */
export const patchUserResultRules: readonly CheckedRule<UserSubject>[] = [
  ...userRules,
  addressComplete,
  ...userWarnings,
]
