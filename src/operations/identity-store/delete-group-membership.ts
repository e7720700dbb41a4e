import { type StoreOperation, storeAnswer } from './store-call.ts'
import { findMembership } from './stored-membership.ts'
import { touchGroup } from './touch-group.ts'

/** DeleteGroupMembership; succeeds if the membership does not exist. */
export const deleteGroupMembership: StoreOperation = async (call, dependencies) => {
  const { identityStoreId } = call
  const answer = storeAnswer({})
  const isKept = await dependencies.store.transaction(async (store) => {
    const row = await findMembership(call, store)
    const group = row && (await store.groups.lock(identityStoreId, row.groupId))
    if (row === undefined || group === undefined) return false
    const removed = await store.memberships.remove(identityStoreId, row.groupId, [row.userId])
    if (removed === 0) return false // deleted while this waited for the lock
    await touchGroup(call, store, group, dependencies.now(), call.buildEvent(answer))
    return true
  })
  return { ...answer, isKept }
}
