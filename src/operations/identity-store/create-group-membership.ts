import { MissingReference } from '../../identity-center/errors.ts'
import { resourceArn } from '../../identity-center/identity-store/identifiers.ts'
import { userExists } from '../../identity-center/rules/existence.ts'
import { groupMembershipUnique } from '../../identity-center/rules/identity-store.ts'
import { type StoreOperation, storeAnswer } from './store-call.ts'
import { memberIdOf, requireGroup, requireUser } from './stored.ts'
import { touchGroup } from './touch-group.ts'

const memberLocation = ['MemberId', 'UserId']

/** CreateGroupMembership; refuses a user that is already a member. */
export const createGroupMembership: StoreOperation = async (call, dependencies) => {
  const { identityStoreId, evaluation, origin } = call
  const userId = memberIdOf(call)
  const violation = { location: memberLocation, value: userId }
  const write = dependencies.store.transaction(async (store) => {
    const group = await requireGroup(call, store, 'lock')
    await requireUser(call, store, userId, memberLocation)
    const { memberships } = store
    const at = dependencies.now()
    const added = await memberships.add(identityStoreId, group.id, [userId], at, origin)
    if (added === 0) throw evaluation.refusal(groupMembershipUnique, [violation])
    const [row] = await memberships.findInGroups(identityStoreId, userId, [group.id])
    if (row === undefined) throw new Error('a membership that was just added does not exist')
    const answer = storeAnswer({
      IdentityStoreId: identityStoreId,
      MembershipId: row.id,
      MembershipArn: resourceArn('membership', row.id),
    })
    await touchGroup(call, store, group, at, call.buildEvent(answer))
    return { ...answer, isKept: true }
  })
  return write.catch((error: unknown) => {
    if (!(error instanceof MissingReference)) throw error
    throw evaluation.refusal(userExists, [violation]) // deleted since it was looked up
  })
}
