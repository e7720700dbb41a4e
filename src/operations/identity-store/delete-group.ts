import { idOf } from '../../identity-center/identity-store/identifiers.ts'
import { type StoreOperation, storeAnswer, textOf } from './store-call.ts'
import { requireRevision } from './stored.ts'

/** DeleteGroup; succeeds if the group does not exist. Also deletes its memberships. */
export const deleteGroup: StoreOperation = async (call, { store }) => {
  const { identityStoreId, input } = call
  const id = idOf(textOf(call, 'GroupId'))
  const answer = storeAnswer({})
  const event = call.buildEvent(answer)
  if (input['Revision'] === undefined) {
    return { ...answer, isKept: await store.groups.delete(identityStoreId, id, event) }
  }
  const isKept = await store.transaction(async ({ groups }) => {
    const stored = await groups.lock(identityStoreId, id)
    if (stored === undefined) return false
    requireRevision(call, stored)
    return groups.delete(identityStoreId, id, event)
  })
  return { ...answer, isKept }
}
