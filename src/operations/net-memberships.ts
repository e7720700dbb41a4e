import type { Behaviors } from '../identity-center/behaviors.ts'
import type { MembershipChange } from '../scim/reading.ts'
import type { MemberChanges } from '../store/store.ts'

/**
 * The net effect of a PATCH's membership changes, which apply in their order: the last change of a user counts, and a
 * clear removes everyone except the users that are added after it.
 */
export const netMemberships = (
  changes: readonly MembershipChange[],
  { replaceMembersByNothing }: Behaviors,
): MemberChanges => {
  let isCleared = false
  const last = new Map<string, 'add' | 'remove'>()

  for (const { change, userId, op, withoutValue } of changes) {
    if (change === 'clear') {
      // April 2024: replacing the members by nothing was answered 204 and had no effect (github.com/lichti/aws-iam-scim-problem).
      if (op === 'replace' && withoutValue && replaceMembersByNothing === 'no-effect') continue
      isCleared = true
      last.clear()
    } else if (userId !== undefined) {
      last.set(userId, change)
    }
  }

  const usersWith = (wanted: 'add' | 'remove') =>
    [...last].flatMap(([userId, change]) => (change === wanted ? userId : []))
  return { add: usersWith('add'), remove: isCleared ? 'others' : usersWith('remove') }
}
