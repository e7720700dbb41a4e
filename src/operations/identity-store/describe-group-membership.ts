import { idOf } from '../../identity-center/identity-store/identifiers.ts'
import { membershipView } from '../../identity-center/identity-store/views.ts'
import { describeAnswer, type StoreOperation, textOf } from './store-call.ts'
import { findMembership, noMembership } from './stored-membership.ts'

/** DescribeGroupMembership. */
export const describeGroupMembership: StoreOperation = async (call, { store }) => {
  const row = await findMembership(call, store)
  if (row === undefined) {
    throw noMembership(call, ['MembershipId'], idOf(textOf(call, 'MembershipId')))
  }
  return describeAnswer(membershipView(call.identityStoreId, row))
}
