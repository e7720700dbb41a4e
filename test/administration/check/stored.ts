import type { Dependencies } from '../../../src/operations/operation.ts'
import { userKeys } from '../../../src/operations/user-record.ts'
import type { Group, User } from '../../../src/scim/resource.ts'

const row = (dependencies: Dependencies, id: string, resource: User | Group) => ({
  id,
  resource: JSON.stringify(resource),
  externalIdIssuer: undefined,
  at: dependencies.now(),
})

/** Puts a user into a store as it is. */
export const insertUser = async (
  dependencies: Dependencies,
  storeId: string,
  id: string,
  user: User,
) => {
  await dependencies.store.users.insert(
    storeId,
    { ...row(dependencies, id, user), keys: userKeys(user) },
    100,
  )
}

/** The same for a group. */
export const insertGroup = async (
  dependencies: Dependencies,
  storeId: string,
  id: string,
  group: Group,
) => {
  const keys = { displayName: group.displayName, externalId: group.externalId }
  await dependencies.store.groups.insert(storeId, { ...row(dependencies, id, group), keys }, 100)
}
