import { idOf } from '../../identity-center/identity-store/identifiers.ts'
import { describeAnswer, type StoreOperation, textOf } from './store-call.ts'
import { requireRevision } from './stored.ts'

/** DeleteUser: what is not there is as good as deleted. Memberships go with it. */
export const deleteUser: StoreOperation = async (call, { store }) => {
  const { identityStoreId, input } = call
  const id = idOf(textOf(call, 'UserId'))
  const answer = describeAnswer({})
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
