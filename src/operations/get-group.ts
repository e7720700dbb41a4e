import { refusalOf } from '../identity-center/judge.ts'
import { groupExists } from '../identity-center/rules/existence.ts'
import { withMembers } from '../scim/wire.ts'
import type { Operation } from './operation.ts'

/** GET /Groups/{id}: AWS developer guide, GetGroup. Who is in it is never shown. */
export const getGroup: Operation = async ({ identityStoreId, id, dialect }, { store }) => {
  const resource = await store.groups.show(identityStoreId, id)
  if (resource === undefined)
    throw refusalOf(groupExists, [{ location: ['id'], value: id }], dialect)
  return { status: 200, body: withMembers(resource), findings: [] }
}
