import { groupExists } from '../identity-center/rules/existence.ts'
import type { Answer, Operation } from './operation.ts'

/** DELETE /Groups/{id}: AWS developer guide, DeleteGroup. Also deletes the group's memberships. */
export const deleteGroup: Operation = async (call, { store }) => {
  const { identityStoreId, id, evaluation } = call
  const answer: Answer = { status: 204 }
  const isDeleted = await store.groups.delete(identityStoreId, id, call.buildEvent(answer))
  if (!isDeleted) throw evaluation.refusal(groupExists, [{ location: ['id'], value: id }])
  return answer
}
