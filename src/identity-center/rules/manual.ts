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

/* Rules for manual changes of users and groups: what the service's console does not allow. */

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
  certainty: 'assumed', // neither a form of the console nor an operation of the Identity Store API has it
  remedy: 'Omit externalId.',
  check: ({ resource: { externalId }, previous }) =>
    externalId === previous?.externalId ? [] : [{ location: ['externalId'], value: externalId }],
}

/** What the console calls the details of a user. */
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

/** Identity Store API, SensitiveStringType: the characters that it does not allow. */
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

/** Users that are about to be added to a group. */
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

/** A stored user or group that is about to be changed manually. */
export interface OverwriteSubject {
  /** Why the change would not last, in a sentence; undefined if it would. */
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

/** Rules for manual changes of users only. */
export const manualUserRules: readonly CheckedRule<UserSubject>[] = [
  manualUserEnabled,
  manualUserNameUnchanged,
  manualEmailRequired,
  manualExternalIdUnchanged,
]
/** Rules for manual changes of groups only. */
export const manualGroupRules: readonly CheckedRule<GroupSubject>[] = [
  manualExternalIdUnchanged,
  manualMembersSeparate,
  groupDescriptionFormat,
]

/** Rules for creating a user manually, in the order in which the server checks. */
export const createUserManuallyRules: readonly CheckedRule<UserSubject>[] = [
  ...manualUserRules,
  ...createUserRules,
]

/** Rules for updating a user manually. */
export const updateUserManuallyRules: readonly CheckedRule<UserSubject>[] = [
  ...manualUserRules,
  ...patchUserResultRules,
]

/** Rules for creating a group manually. */
export const createGroupManuallyRules: readonly CheckedRule<GroupSubject>[] = [
  ...manualGroupRules,
  ...createGroupRules,
]

/** Rules for updating a group manually. */
export const updateGroupManuallyRules: readonly CheckedRule<GroupSubject>[] = [
  ...manualGroupRules,
  ...patchGroupResultRules,
]

/** Rules for adding users to a group manually, before the users are looked up. */
export const addMembersManuallyRules = [memberValueRequired, patchMembersMax100] as const

/** The rules for manual changes only. */
export const manualRules: readonly Rule[] = [
  ...manualUserRules,
  manualMembersSeparate,
  groupDescriptionFormat,
  manualMemberEnabled,
  manualMemberExists,
  manualChangeOverwritten,
]
