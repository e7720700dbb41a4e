import { resourceArn } from '../../identity-center/identity-store/identifiers.ts'
import { describeAnswer, type StoreOperation } from './store-call.ts'
import { memberIdOf, requireGroup, requireUser } from './stored.ts'
import { noMembership } from './stored-membership.ts'

/** GetGroupMembershipId. */
export const getGroupMembershipId: StoreOperation = async (call, { store }) => {
  const { identityStoreId } = call
  const userId = memberIdOf(call)
  const group = await requireGroup(call, store)
  await requireUser(call, store, userId, ['MemberId', 'UserId'])
  const [row] = await store.memberships.findInGroups(identityStoreId, userId, [group.id])
  if (row === undefined) throw noMembership(call, ['MemberId', 'UserId'], userId)
  return describeAnswer({
    IdentityStoreId: identityStoreId,
    MembershipId: row.id,
    MembershipArn: resourceArn('membership', row.id),
  })
}
