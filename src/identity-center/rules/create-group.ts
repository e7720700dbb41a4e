import type { CheckedRule } from '../checked-rule.ts'
import { createGroupMembersMax, patchMembersMax } from '../limits.ts'
import { developerGuide } from '../source.ts'
import type { GroupSubject } from '../subjects.ts'
import { groupRules, groupWarnings } from './group.ts'
import { memberValueRequired } from './members.ts'
import { switchableRefusal } from './presets.ts'

export const groupMembersMax100: CheckedRule<GroupSubject> = {
  ...switchableRefusal,
  id: 'group-members-max-100',
  summary: `A group is created with at most ${createGroupMembersMax} members.`,
  source: developerGuide('creategroup', 'constraints'),
  certainty: 'documented',
  remedy: `Create the group with the first ${createGroupMembersMax} members. Add the others by PATCH, ${patchMembersMax} at a time.`,
  check: ({ resource: { members = [] } }) =>
    members.length > createGroupMembersMax
      ? [{ location: ['members'], note: `it has ${members.length}.` }]
      : [],
}

/** AWS developer guide, CreateGroup; in the order in which the service checks. */
export const createGroupRules: readonly CheckedRule<GroupSubject>[] = [
  ...groupRules,
  memberValueRequired,
  groupMembersMax100,
  ...groupWarnings,
]
