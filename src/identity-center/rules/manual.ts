import type { CheckedRule } from '../checked-rule.ts'
import type { AnySubject } from '../checks.ts'
import { codePointLength, findCodePoints } from '../code-points.ts'
import { figure, textLengthMax } from '../limits.ts'
import type { Rule, Violation } from '../rule.ts'
import { decision, formerUserGuide, identityStoreApi, userGuide } from '../source.ts'
import type { GroupSubject, UserSubject } from '../subjects.ts'
import { createGroupRules } from './create-group.ts'
import { createUserRules } from './create-user.ts'
import { memberValueRequired } from './members.ts'
import { patchGroupResultRules, patchMembersMax100 } from './patch-group.ts'
import { patchUserResultRules } from './patch-user.ts'
import { notFound, switchableRefusal, switchableWarning } from './presets.ts'

/* What people must obey who manage users and groups by hand, where the service's console would not let them. */

export const manualEmailRequired: CheckedRule<UserSubject> = {
  ...switchableRefusal,
  id: 'manual-email-required',
  summary: 'A user who is created or edited manually has an email address.',
  source: userGuide('users-groups-provisioning'),
  certainty: 'documented',
  remedy: 'Give the user an email address that no other user has.',
  check: ({ resource: { emails } }) =>
    emails?.[0]?.value === undefined ? [{ location: ['emails'] }] : [],
}

export const manualUserNameUnchanged: CheckedRule<UserSubject> = {
  ...switchableRefusal,
  id: 'manual-user-name-unchanged',
  summary: 'A user name cannot be changed manually. It is set when the user is created.',
  source: formerUserGuide('addusers', '2021-08'),
  certainty: 'documented',
  remedy: 'Rename the user in the identity provider, or delete the user and create another.',
  check: ({ resource: { userName }, previous }) =>
    previous === undefined || userName === previous.userName
      ? []
      : [{ location: ['userName'], value: userName }],
}

export const manualExternalIdUnchanged: CheckedRule<AnySubject> = {
  ...switchableRefusal,
  id: 'manual-external-id-unchanged',
  summary: 'An external id comes from the identity provider. It cannot be set manually.',
  source: decision('whether the console can set an external id'),
  certainty: 'assumed', // no form of the console has the field, and no operation of the Identity Store API takes it
  remedy: 'Omit externalId.',
  check: ({ resource: { externalId }, previous }) =>
    externalId === previous?.externalId ? [] : [{ location: ['externalId'], value: externalId }],
}

/** Of a user, everything that the console calls its details. */
const detailsOf = ({ active: _, ...details }: UserSubject['resource']) => details

export const manualUserEnabled: CheckedRule<UserSubject> = {
  ...switchableRefusal,
  id: 'manual-user-enabled',
  summary: 'The details of a disabled user cannot be edited manually.',
  source: userGuide('disableuser'),
  certainty: 'documented',
  remedy: 'Enable the user first.',
  check: ({ resource, previous }) => {
    if (previous?.active !== false) return []
    const [before, after] = [detailsOf(previous), detailsOf(resource)]
    return Object.keys({ ...before, ...after }).flatMap((name): readonly Violation[] => {
      const value: unknown = Reflect.get(after, name)
      const isEdited = JSON.stringify(value) !== JSON.stringify(Reflect.get(before, name))
      return isEdited ? [{ location: [name], value }] : []
    })
  },
}

export const manualMembersSeparate: CheckedRule<GroupSubject> = {
  ...switchableRefusal,
  id: 'manual-members-separate',
  summary: 'A group is created and edited manually without its members. They are added afterwards.',
  source: decision('how members are set manually'),
  certainty: 'assumed',
  remedy: 'Omit `members`, and add the users to the group.',
  check: ({ resource: { members } }) =>
    members === undefined ? [] : [{ location: ['members'], value: members }],
}

/** Identity Store API, SensitiveStringType: without what no such text may hold. */
const notInDescription = /[^\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00A0\u3000]/gu

export const groupDescriptionFormat: CheckedRule<GroupSubject> = {
  ...switchableRefusal,
  id: 'group-description-format',
  summary: `The description of a group has 1 to ${figure(textLengthMax)} characters: letters, marks, symbols, numbers, punctuation, spaces, tabs and line breaks.`,
  source: identityStoreApi('CreateGroup'),
  certainty: 'documented',
  remedy: 'Shorten the description, or remove the characters. null removes the description.',
  check: ({ extra }) => {
    const description = extra?.['description']
    if (description === undefined || description === null) return []
    const violation = { location: ['description'], value: description }
    if (typeof description !== 'string') return [violation]
    const codePoints = findCodePoints(description, notInDescription)
    if (codePoints.length > 0) return [{ ...violation, codePoints }]
    const length = codePointLength(description)
    return length >= 1 && length <= textLengthMax ? [] : [violation]
  },
}

/** A user that is about to join a group. */
export interface JoiningSubject {
  readonly joining: readonly { readonly userId: string; readonly active: boolean }[]
}

export const manualMemberEnabled: CheckedRule<JoiningSubject> = {
  ...switchableRefusal,
  id: 'manual-member-enabled',
  summary: 'A disabled user cannot be added to a group manually.',
  source: userGuide('disableuser'),
  certainty: 'documented',
  remedy: 'Enable the user first. The identity provider can add disabled users by SCIM.',
  check: ({ joining }) =>
    joining.flatMap(({ userId, active }, index) =>
      active ? [] : [{ location: ['userIds', index], value: userId }],
    ),
}

export const manualMemberExists: Rule = {
  ...notFound('MEMBERSHIP not found.'),
  id: 'manual-member-exists',
  summary: 'A user who is removed from a group manually is one of its members.',
  source: decision('what removing a user manually means who is not a member'),
  certainty: 'assumed',
  remedy: 'List the members of the group to see who is in it.',
}

/** A stored user or group that is about to be changed by hand. */
export interface OverwriteSubject {
  /** Why the change would not last, in a sentence; undefined where nothing speaks for it. */
  readonly overwriting: string | undefined
}

export const manualChangeOverwritten: CheckedRule<OverwriteSubject> = {
  ...switchableWarning,
  id: 'manual-change-overwritten',
  summary:
    'A provisioned user or group is changed in the identity provider. A manual change lasts until the identity provider sends it again.',
  source: userGuide('provision-automatically'),
  certainty: 'documented',
  remedy: 'Make the change in the identity provider, or stop provisioning first.',
  check: ({ overwriting }) =>
    overwriting === undefined ? [] : [{ location: [], note: overwriting }],
}

/** What only users by hand must obey. */
export const manualUserRules: readonly CheckedRule<UserSubject>[] = [
  manualUserEnabled,
  manualUserNameUnchanged,
  manualEmailRequired,
  manualExternalIdUnchanged,
]
/** What only groups by hand must obey. */
export const manualGroupRules: readonly CheckedRule<GroupSubject>[] = [
  manualExternalIdUnchanged,
  manualMembersSeparate,
  groupDescriptionFormat,
]

/** What a user must obey that is made by hand, in the order of complaints. */
export const createUserManuallyRules: readonly CheckedRule<UserSubject>[] = [
  ...manualUserRules,
  ...createUserRules,
]

/** What a user must obey that is edited by hand. */
export const updateUserManuallyRules: readonly CheckedRule<UserSubject>[] = [
  ...manualUserRules,
  ...patchUserResultRules,
]

/** What a group must obey that is made by hand. */
export const createGroupManuallyRules: readonly CheckedRule<GroupSubject>[] = [
  ...manualGroupRules,
  ...createGroupRules,
]

/** What a group must obey that is edited by hand. */
export const updateGroupManuallyRules: readonly CheckedRule<GroupSubject>[] = [
  ...manualGroupRules,
  ...patchGroupResultRules,
]

/** What adding users to a group by hand must obey, before anybody looks who they are. */
export const addMembersManuallyRules = [memberValueRequired, patchMembersMax100] as const

/** The laws that only those meet who do something by hand. */
export const manualRules: readonly Rule[] = [
  ...manualUserRules,
  manualMembersSeparate,
  groupDescriptionFormat,
  manualMemberEnabled,
  manualMemberExists,
  manualChangeOverwritten,
]
