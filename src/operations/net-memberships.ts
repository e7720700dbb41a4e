import type { Behaviours } from '../identity-center/behaviours.ts'
import type { MembershipChange } from '../scim/reading.ts'

/** What is left to do of a PATCH's membership changes, each user named at most once. */
export interface NetMemberships {
  /** Whether the group is emptied first. */
  readonly clear: boolean
  readonly add: readonly string[]
  readonly remove: readonly string[]
}

/** The changes in their order come down to one statement each: the last word on a user counts. */
export const netMemberships = (
  changes: readonly MembershipChange[],
  { replaceMembersByNothing }: Behaviours,
): NetMemberships => {
  let clear = false
  const last = new Map<string, 'add' | 'remove'>()

  for (const { change, userId, op, withoutValue } of changes) {
    if (change === 'clear') {
      // April 2024: replacing the members by nothing was answered 204 and did nothing (github.com/lichti/aws-iam-scim-problem).
      if (op === 'replace' && withoutValue && replaceMembersByNothing === 'no-effect') continue
      clear = true
      last.clear()
    } else if (userId !== undefined) {
      last.set(userId, change)
    }
  }

  const those = (wanted: 'add' | 'remove') =>
    [...last].flatMap(([userId, change]) => (change === wanted ? userId : []))
  return { clear, add: those('add'), remove: those('remove') }
}
