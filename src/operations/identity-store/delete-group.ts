import { idOf } from '../../identity-center/identity-store/identifiers.ts'
import { describeAnswer, type StoreOperation, textOf } from './store-call.ts'
import { requireRevision } from './stored.ts'

/** DeleteGroup: what is not there is as good as deleted. Memberships go with it. */
export const deleteGroup: StoreOperation = async (call, { store }) => {
  const { identityStoreId, input } = call
  const id = idOf(textOf(call, 'GroupId'))
  const answer = describeAnswer({})
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
