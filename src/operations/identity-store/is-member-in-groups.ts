import { idOf } from '../../identity-center/identity-store/identifiers.ts'
import { type StoreOperation, storeAnswer } from './store-call.ts'
import { memberIdOf, requireUser } from './stored.ts'

/** IsMemberInGroups, in the order of the request. A group that does not exist has no members: our decision. */
export const isMemberInGroups: StoreOperation = async (call, { store }) => {
  const { identityStoreId, input } = call
  const { id: userId } = await requireUser(call, store, memberIdOf(call), ['MemberId', 'UserId'])
  const sent = input['GroupIds']
  const groupIds = (Array.isArray(sent) ? sent : []).map((id) => idOf(String(id)))
  const rows = await store.memberships.findInGroups(identityStoreId, userId, groupIds)
  const joined = new Set(rows.map(({ groupId }) => groupId))
  return storeAnswer({
    Results: groupIds.map((GroupId) => ({
      GroupId,
      MemberId: { UserId: userId },
      MembershipExists: joined.has(GroupId),
    })),
  })
}
