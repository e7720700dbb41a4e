import type { Behaviors } from '../identity-center/behaviors.ts'
import type { MembershipChange } from '../scim/reading.ts'
import type { MemberChanges } from '../store/store.ts'

/** What a PATCH's membership changes, in their order, come down to: the last word on a user counts. */
export const netMemberships = (
  changes: readonly MembershipChange[],
  { replaceMembersByNothing }: Behaviors,
): MemberChanges => {
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
  return { add: those('add'), remove: clear ? 'others' : those('remove') }
}
