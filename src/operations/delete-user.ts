import { userExists } from '../identity-center/rules/existence.ts'
import type { Answer, Operation } from './operation.ts'

/** DELETE /Users/{id}: AWS developer guide, DeleteUser. Also deletes the user's memberships. */
export const deleteUser: Operation = async (call, { store }) => {
  const { identityStoreId, id, evaluation } = call
  const answer: Answer = { status: 204 }
  const isDeleted = await store.users.delete(identityStoreId, id, call.buildEvent(answer))
  if (!isDeleted) throw evaluation.refusal(userExists, [{ location: ['id'], value: id }])
  return answer
}
