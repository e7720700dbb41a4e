import { userExists } from '../identity-center/rules/existence.ts'
import type { Operation } from './operation.ts'

/** GET /Users/{id}: AWS developer guide, GetUser. */
export const getUser: Operation = async ({ identityStoreId, id, evaluation }, { store }) => {
  const body = await store.users.show(identityStoreId, id)
  if (body === undefined) throw evaluation.refusal(userExists, [{ location: ['id'], value: id }])
  return { status: 200, body }
}
