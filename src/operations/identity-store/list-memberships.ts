import { membershipView } from '../../identity-center/identity-store/views.ts'
import type { MembershipRow } from '../../store/membership-types.ts'
import type { Store } from '../../store/store.ts'
import { listPage } from './list-page.ts'
import { type StoreCall, type StoreOperation, storeAnswer } from './store-call.ts'
import { memberIdOf, requireGroup, requireUser } from './stored.ts'

/** One page of the memberships of a group, by user id, or of a user, by group id. Every page costs the same. */
const page = async (
  call: StoreCall,
  { memberships }: Store,
  of: { readonly groupId: string } | { readonly userId: string },
  keyOf: (row: MembershipRow) => string,
) => {
  const { identityStoreId } = call
  const { items, token } = await listPage(call, {
    tie: Object.entries(of).flat(),
    rows: (after = '', limit) => memberships.list(identityStoreId, of, { after, limit }),
    keyOf,
    isKey: () => true,
    show: (row) => membershipView(identityStoreId, row),
  })
  return storeAnswer({ GroupMemberships: items, ...token })
}

/** ListGroupMemberships. */
export const listGroupMemberships: StoreOperation = async (call, { store }) => {
  const { id } = await requireGroup(call, store)
  return page(call, store, { groupId: id }, ({ userId }) => userId)
}

/** ListGroupMembershipsForMember. */
export const listGroupMembershipsForMember: StoreOperation = async (call, { store }) => {
  const { id } = await requireUser(call, store, memberIdOf(call), ['MemberId', 'UserId'])
  return page(call, store, { userId: id }, ({ groupId }) => groupId)
}
