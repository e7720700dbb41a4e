import { refusalOf } from '../identity-center/judge.ts'
import { groupNotFound } from '../identity-center/rules/state.ts'
import type { Operation } from './operation.ts'

/** DELETE /Groups/{id}: AWS developer guide, DeleteGroup. Its memberships go with it. */
export const deleteGroup: Operation = async ({ identityStoreId, id, dialect }, { store }) => {
  const deleted = await store.groups.delete(identityStoreId, id)
  if (!deleted) throw refusalOf(groupNotFound, [{ location: ['id'], value: id }], dialect)
  return { status: 204, findings: [] }
}
