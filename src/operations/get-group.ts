import { groupExists } from '../identity-center/rules/existence.ts'
import { appendEmptyMembers } from '../identity-center/serialize-resource.ts'
import type { Operation } from './operation.ts'

/** GET /Groups/{id}: AWS developer guide, GetGroup. The list of members is always empty. */
export const getGroup: Operation = async ({ identityStoreId, id, evaluation }, { store }) => {
  const resource = await store.groups.show(identityStoreId, id)
  if (resource === undefined) {
    throw evaluation.refusal(groupExists, [{ location: ['id'], value: id }])
  }
  return { status: 200, body: appendEmptyMembers(resource) }
}
