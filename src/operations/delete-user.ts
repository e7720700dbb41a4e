import { refusalOf } from '../identity-center/judge.ts'
import { userExists } from '../identity-center/rules/existence.ts'
import type { Answer, Operation } from './operation.ts'

/** DELETE /Users/{id}: AWS developer guide, DeleteUser. The user's memberships go with it. */
export const deleteUser: Operation = async (call, { store }) => {
  const { identityStoreId, id, dialect } = call
  const answer: Answer = { status: 204, findings: [] }
  const deleted = await store.users.delete(identityStoreId, id, call.buildEvent(answer))
  if (!deleted) throw refusalOf(userExists, [{ location: ['id'], value: id }], dialect)
  return answer
}
