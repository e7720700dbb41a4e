import { refusalOf } from '../identity-center/judge.ts'
import { groupExists } from '../identity-center/rules/existence.ts'
import type { Answer, Operation } from './operation.ts'

/** DELETE /Groups/{id}: AWS developer guide, DeleteGroup. Its memberships go with it. */
export const deleteGroup: Operation = async (call, { store }) => {
  const { identityStoreId, id, dialect } = call
  const answer: Answer = { status: 204, findings: [] }
  const deleted = await store.groups.delete(identityStoreId, id, call.buildEvent(answer))
  if (!deleted) throw refusalOf(groupExists, [{ location: ['id'], value: id }], dialect)
  return answer
}
