import { Refusal } from '../identity-center/errors.ts'
import { judge, refusalOf } from '../identity-center/judge.ts'
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
import { requireAccepted } from './require-accepted.ts'

/** The operations by name. Doors with laws of their own call them directly; SCIM's goes through `perform`. */
export const operations: Readonly<Record<OperationName, Operation>> = {
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

const requireRate = async (name: OperationName, call: Call, { store, now }: Dependencies) => {
  const { identityStoreId, method, dialect } = call
  const { reads, writes } = dialect.behaviors.rates
  const limit = method === 'GET' ? reads : writes
  const calls = await store.throttles.count(identityStoreId, name, now())
  if (calls > limit) throw refusalOf(requestRate, [{ location: [], value: calls }], dialect)
}

/** Carries out one operation: what concerns every request first, then what concerns this one. */
export const perform = async (
  name: OperationName,
  call: Call,
  dependencies: Dependencies,
): Promise<Answer> => {
  const requestFindings = requireAccepted(judge(requestRules, call, call.dialect))
  if (call.dialect.throttling) await requireRate(name, call, dependencies)
  if (requestFindings.length === 0) return operations[name](call, dependencies)

  const told = (answer: Answer): Answer => ({
    ...answer,
    findings: [...requestFindings, ...answer.findings],
  })
  const buildEvent = (answer: Answer) => call.buildEvent(told(answer))
  try {
    return told(await operations[name]({ ...call, buildEvent }, dependencies))
  } catch (error) {
    throw error instanceof Refusal ? error.with(requestFindings) : error
  }
}
