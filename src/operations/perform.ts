import { requestRate } from '../identity-center/rules/quotas.ts'
import { requestRules } from '../identity-center/rules/request.ts'
import { createGroup } from './create-group.ts'
import { createUser } from './create-user.ts'
import { deleteGroup } from './delete-group.ts'
import { deleteUser } from './delete-user.ts'
import { getSchema, listResourceTypes, listSchemas, serviceProviderConfig } from './discovery.ts'
import { getGroup } from './get-group.ts'
import { getUser } from './get-user.ts'
import { listGroups } from './list-groups.ts'
import { listUsers } from './list-users.ts'
import type { Answer, Call, Dependencies, Operation, OperationName } from './operation.ts'
import { patchGroup } from './patch-group.ts'
import { patchUser } from './patch-user.ts'
import { putUser } from './put-user.ts'

/** The operations of the SCIM API by name. */
const operations: Readonly<Record<OperationName, Operation>> = {
  CreateUser: createUser,
  GetUser: getUser,
  ListUsers: listUsers,
  PutUser: putUser,
  PatchUser: patchUser,
  DeleteUser: deleteUser,
  CreateGroup: createGroup,
  GetGroup: getGroup,
  ListGroups: listGroups,
  PatchGroup: patchGroup,
  DeleteGroup: deleteGroup,
  ServiceProviderConfig: serviceProviderConfig,
  ListResourceTypes: listResourceTypes,
  ListSchemas: listSchemas,
  GetSchema: getSchema,
}

/** Counts this call in its second, and refuses it where that makes more than the rate allows. */
const requireRate = async (name: OperationName, call: Call, { store, now }: Dependencies) => {
  const { identityStoreId, method, evaluation } = call
  const { reads, writes } = evaluation.dialect.behaviors.rates
  const limit = method === 'GET' ? reads : writes
  const calls = await store.throttles.count(identityStoreId, name, now())
  if (calls > limit) throw evaluation.refusal(requestRate, [{ location: [], value: calls }])
}

/** Performs one operation: what concerns every request first, then what concerns this one. */
export const perform = async (
  name: OperationName,
  call: Call,
  dependencies: Dependencies,
): Promise<Answer> => {
  const { evaluation } = call
  evaluation.require(requestRules, call)
  if (evaluation.dialect.throttling) await requireRate(name, call, dependencies)
  return operations[name](call, dependencies)
}
