import { resourceArn } from '../../identity-center/identity-store/identifiers.ts'
import { type StoreOperation, storeAnswer } from './store-call.ts'
import { memberIdOf, requireGroup, requireUser } from './stored.ts'
import { membershipRefusal } from './stored-membership.ts'

/** GetGroupMembershipId. */
export const getGroupMembershipId: StoreOperation = async (call, { store }) => {
  const { identityStoreId } = call
  const userId = memberIdOf(call)
  const group = await requireGroup(call, store)
  await requireUser(call, store, userId, ['MemberId', 'UserId'])
  const [row] = await store.memberships.findInGroups(identityStoreId, userId, [group.id])
  if (row === undefined) throw membershipRefusal(call, ['MemberId', 'UserId'], userId)
  return storeAnswer({
    IdentityStoreId: identityStoreId,
    MembershipId: row.id,
    MembershipArn: resourceArn('membership', row.id),
  })
}
