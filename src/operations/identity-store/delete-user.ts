import { idOf } from '../../identity-center/identity-store/identifiers.ts'
import { type StoreOperation, storeAnswer, textOf } from './store-call.ts'
import { requireRevision } from './stored.ts'

/** DeleteUser; succeeds if the user does not exist. Also deletes its memberships. */
export const deleteUser: StoreOperation = async (call, { store }) => {
  const { identityStoreId, input } = call
  const id = idOf(textOf(call, 'UserId'))
  const answer = storeAnswer({})
  const event = call.buildEvent(answer)
  if (input['Revision'] === undefined) {
    return { ...answer, isKept: await store.users.delete(identityStoreId, id, event) }
  }
  const isKept = await store.transaction(async ({ users }) => {
    const stored = await users.lock(identityStoreId, id)
    if (stored === undefined) return false
    requireRevision(call, stored)
    return users.delete(identityStoreId, id, event)
  })
  return { ...answer, isKept }
}
