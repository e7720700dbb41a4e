import { MissingReference } from '../../identity-center/errors.ts'
import { resourceArn } from '../../identity-center/identity-store/identifiers.ts'
import { refusalOf } from '../../identity-center/judge.ts'
import { userExists } from '../../identity-center/rules/existence.ts'
import { groupMembershipUnique } from '../../identity-center/rules/identity-store.ts'
import { jsonPointer } from '../../scim/pointer.ts'
import { describeAnswer, type StoreOperation } from './store-call.ts'
import { memberIdOf, requireGroup, requireUser } from './stored.ts'
import { touchGroup } from './touch-group.ts'

const memberLocation = ['MemberId', 'UserId']

/** CreateGroupMembership: a user joins a group, once. */
export const createGroupMembership: StoreOperation = async (call, dependencies) => {
  const { identityStoreId, dialect, origin } = call
  const userId = memberIdOf(call)
  const violation = { location: memberLocation, value: userId }
  const write = dependencies.store.transaction(async (store) => {
    const group = await requireGroup(call, store, 'lock')
    await requireUser(call, store, userId, memberLocation)
    const { memberships } = store
    const at = dependencies.now()
    const added = await memberships.add(identityStoreId, group.id, [userId], at, origin)
    if (added === 0) throw refusalOf(groupMembershipUnique, [violation], dialect, [], jsonPointer)
    const [row] = await memberships.findInGroups(identityStoreId, userId, [group.id])
    if (row === undefined) throw new Error('a membership that was just added is there')
    const answer = describeAnswer({
      IdentityStoreId: identityStoreId,
      MembershipId: row.id,
      MembershipArn: resourceArn('membership', row.id),
    })
    await touchGroup(call, store, group, at, call.buildEvent(answer))
    return { ...answer, isKept: true }
  })
  return write.catch((error: unknown) => {
    if (!(error instanceof MissingReference)) throw error
    throw refusalOf(userExists, [violation], dialect, [], jsonPointer) // deleted this very moment
  })
}
