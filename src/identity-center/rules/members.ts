import type { CheckedRule } from '../checked-rule.ts'
import type { Violation } from '../rule.ts'
import { report } from '../source.ts'
import type { GroupSubject, PatchSubject } from '../subjects.ts'
import { invalidRequest } from './presets.ts'

const isUsable = (id: string | undefined): boolean => id !== undefined && id !== ''

const findUnusableMembers = (subject: GroupSubject | PatchSubject): readonly Violation[] => {
  if ('changes' in subject) {
    return subject.changes.flatMap(({ change, userId, location }) =>
      change === 'clear' || isUsable(userId) ? [] : [{ location, value: userId }],
    )
  }
  return (subject.resource.members ?? []).flatMap(({ value }, index) =>
    isUsable(value) ? [] : [{ location: ['members', index, 'value'], value }],
  )
}

export const memberValueRequired: CheckedRule<GroupSubject | PatchSubject> = {
  ...invalidRequest,
  id: 'member-value-required',
  summary: 'The value of every member is the id of a user.',
  source: report(
    'lichti/aws-iam-scim-problem',
    'https://github.com/lichti/aws-iam-scim-problem',
    '2024-04-05',
  ),
  certainty: 'observed',
  remedy: 'Send `{"value": "<id of the user>"}` for each member.',
  check: findUnusableMembers,
}
