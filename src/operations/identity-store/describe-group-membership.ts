import { idOf } from '../../identity-center/identity-store/identifiers.ts'
import { membershipView } from '../../identity-center/identity-store/views.ts'
import { type StoreOperation, storeAnswer, textOf } from './store-call.ts'
import { findMembership, membershipRefusal } from './stored-membership.ts'

/** DescribeGroupMembership. */
export const describeGroupMembership: StoreOperation = async (call, { store }) => {
  const row = await findMembership(call, store)
  if (row === undefined) {
    throw membershipRefusal(call, ['MembershipId'], idOf(textOf(call, 'MembershipId')))
  }
  return storeAnswer(membershipView(call.identityStoreId, row))
}
