import type { CheckedRule } from '../rule.ts'
import { developerGuide } from '../source.ts'
import type { GroupSubject } from '../subjects.ts'
import { groupRules, groupWarnings } from './group.ts'
import { refusing } from './kinds.ts'
import { memberValueRequired } from './members.ts'

const membersMax = 100

export const groupMembersMax100: CheckedRule<GroupSubject> = {
  ...refusing,
  id: 'group-members-max-100',
  summary: 'A group is created with no more than 100 members.',
  source: developerGuide('creategroup', 'constraints'),
  certainty: 'documented',
  remedy: 'Create the group with the first 100, and add the others by PATCH, 100 at a time.',
  check: ({ resource: { members = [] } }) =>
    members.length > membersMax
      ? [{ location: ['members'], note: `it has ${members.length}.` }]
      : [],
}

/** AWS developer guide, CreateGroup; in the order of complaints. */
export const createGroupRules: readonly CheckedRule<GroupSubject>[] = [
  ...groupRules,
  memberValueRequired,
  groupMembersMax100,
  ...groupWarnings,
]
