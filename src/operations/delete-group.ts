import { refusalOf } from '../identity-center/judge.ts'
import { groupNotFound } from '../identity-center/rules/state.ts'
import type { Answer, Operation } from './operation.ts'

/** DELETE /Groups/{id}: AWS developer guide, DeleteGroup. Its memberships go with it. */
export const deleteGroup: Operation = async (call, { store }) => {
  const { identityStoreId, id, dialect } = call
  const answer: Answer = { status: 204, findings: [] }
  const deleted = await store.groups.delete(identityStoreId, id, call.eventOf(answer))
  if (!deleted) throw refusalOf(groupNotFound, [{ location: ['id'], value: id }], dialect)
  return answer
}
