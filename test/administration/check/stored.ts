import type { World } from '../../../src/operations/operation.ts'
import { userKeys } from '../../../src/operations/user-record.ts'
import type { Group, User } from '../../../src/scim/resource.ts'

const row = (world: World, id: string, resource: User | Group) => ({
  id,
  resource: JSON.stringify(resource),
  externalIdIssuer: undefined,
  at: world.now(),
})

/** Puts a user into a store as it is. */
export const insertUser = async (world: World, storeId: string, id: string, user: User) => {
  await world.store.users.insert(storeId, { ...row(world, id, user), keys: userKeys(user) }, 100)
}

/** The same for a group. */
export const insertGroup = async (world: World, storeId: string, id: string, group: Group) => {
  const keys = { displayName: group.displayName, externalId: group.externalId }
  await world.store.groups.insert(storeId, { ...row(world, id, group), keys }, 100)
}
