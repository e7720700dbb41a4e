import { refusalOf } from '../identity-center/judge.ts'
import { userExists } from '../identity-center/rules/existence.ts'
import type { Operation } from './operation.ts'

/** GET /Users/{id}: AWS developer guide, GetUser. */
export const getUser: Operation = async ({ identityStoreId, id, dialect }, { store }) => {
  const body = await store.users.show(identityStoreId, id)
  if (body === undefined) throw refusalOf(userExists, [{ location: ['id'], value: id }], dialect)
  return { status: 200, body, findings: [] }
}
