import { refusalOf } from '../identity-center/judge.ts'
import { userNotFound } from '../identity-center/rules/state.ts'
import type { Operation } from './operation.ts'

/** DELETE /Users/{id}: AWS developer guide, DeleteUser. The user's memberships go with it. */
export const deleteUser: Operation = async ({ identityStoreId, id, dialect }, { store }) => {
  const deleted = await store.users.delete(identityStoreId, id)
  if (!deleted) throw refusalOf(userNotFound, [{ location: ['id'], value: id }], dialect)
  return { status: 204, findings: [] }
}
