import type { CheckedRule } from '../../identity-center/checked-rule.ts'
import { checkInput, type InputReading } from '../../identity-center/identity-store/check-input.ts'
import {
  identityStoreArn,
  idOf,
  ownerAccountId,
} from '../../identity-center/identity-store/identifiers.ts'
import {
  type StoreRequestName,
  storeRequests,
} from '../../identity-center/identity-store/requests.ts'
import { apiCallsPerSecondMax } from '../../identity-center/limits.ts'
import {
  apiBodyObject,
  apiIdentityStoreExists,
  apiIdentityStoreOwn,
  apiMemberConstraints,
  apiMemberKnown,
  apiRequestRate,
} from '../../identity-center/rules/identity-store.ts'
import { parseJson } from '../../scim/json.ts'
import { isObject } from '../../scim/json-object.ts'
import type { JsonObject } from '../../scim/resource.ts'
import type { Call, Dependencies } from '../operation.ts'
import { createGroup } from './create-group.ts'
import { createGroupMembership } from './create-group-membership.ts'
import { createUser } from './create-user.ts'
import { deleteGroup } from './delete-group.ts'
import { deleteGroupMembership } from './delete-group-membership.ts'
import { deleteUser } from './delete-user.ts'
import { describeGroup } from './describe-group.ts'
import { describeGroupMembership } from './describe-group-membership.ts'
import { describeUser } from './describe-user.ts'
import { getGroupId } from './get-group-id.ts'
import { getGroupMembershipId } from './get-group-membership-id.ts'
import { getUserId } from './get-user-id.ts'
import {
  describeIdentityStore,
  describeInstance,
  listIdentityStores,
  listInstances,
} from './identity-stores.ts'
import { isMemberInGroups } from './is-member-in-groups.ts'
import { listGroups } from './list-groups.ts'
import { listGroupMemberships, listGroupMembershipsForMember } from './list-memberships.ts'
import { listUsers } from './list-users.ts'
import { repointFinding } from './repoint-finding.ts'
import type { StoreAnswer, StoreCall, StoreOperation } from './store-call.ts'
import { updateGroup } from './update-group.ts'
import { updateUser } from './update-user.ts'

const operations: Readonly<Record<StoreRequestName, StoreOperation>> = {
  CreateUser: createUser,
  DescribeUser: describeUser,
  UpdateUser: updateUser,
  DeleteUser: deleteUser,
  ListUsers: listUsers,
  GetUserId: getUserId,
  CreateGroup: createGroup,
  DescribeGroup: describeGroup,
  UpdateGroup: updateGroup,
  DeleteGroup: deleteGroup,
  ListGroups: listGroups,
  GetGroupId: getGroupId,
  CreateGroupMembership: createGroupMembership,
  DescribeGroupMembership: describeGroupMembership,
  DeleteGroupMembership: deleteGroupMembership,
  GetGroupMembershipId: getGroupMembershipId,
  ListGroupMemberships: listGroupMemberships,
  ListGroupMembershipsForMember: listGroupMembershipsForMember,
  IsMemberInGroups: isMemberInGroups,
  DescribeIdentityStore: describeIdentityStore,
  ListIdentityStores: listIdentityStores,
  ListInstances: listInstances,
  DescribeInstance: describeInstance,
}

/** Counts this call in its second, and refuses it where that makes more than the rate allows. */
const requireRate = async (
  name: StoreRequestName,
  { identityStoreId, evaluation }: Call,
  { store, now }: Dependencies,
) => {
  if (!evaluation.dialect.throttling) return
  // Counted separately from SCIM's operations, some of which have the same name.
  const calls = await store.throttles.count(identityStoreId, `api:${name}`, now())
  if (calls > apiCallsPerSecondMax) {
    throw evaluation.refusal(apiRequestRate, [{ location: [], value: calls }])
  }
}

const jsonFaults = {
  'utf-8': 'The body is not UTF-8.',
  syntax: 'The body is not JSON.',
  depth: 'The body is nested too deeply.',
} as const

const requireObject = ({ body, evaluation }: Call): JsonObject => {
  const parsed = parseJson(body)
  if (parsed.ok && isObject(parsed.value)) return parsed.value
  const note = parsed.ok ? 'The body is not a JSON object.' : jsonFaults[parsed.error]
  throw evaluation.refusal(apiBodyObject, [{ location: [], note }])
}

/** In order of precedence. Values of a wrong type hide the constraints that they violate. */
const inputRules: readonly CheckedRule<InputReading>[] = [
  { ...apiBodyObject, check: ({ typeErrors }) => typeErrors },
  {
    ...apiMemberConstraints,
    check: ({ typeErrors, violations }) => (typeErrors.length > 0 ? [] : violations),
  },
  {
    ...apiMemberKnown,
    check: ({ unknown }, dialect) => apiMemberKnown.check(unknown, dialect),
  },
]

/** Refuses a request for another identity store than that of its access key. */
const requireOwnStore = async (
  name: StoreRequestName,
  { identityStoreId, evaluation }: Call,
  { identityStores }: Dependencies['store'],
  input: JsonObject,
) => {
  const sent = input['IdentityStoreId']
  const wanted = sent === undefined ? identityStoreId : idOf(String(sent))
  if (wanted === identityStoreId) return
  const violation = { location: ['IdentityStoreId'], value: wanted }
  if ((await identityStores.find(wanted)) === undefined) {
    throw evaluation.refusal(apiIdentityStoreExists, [violation])
  }
  const note = `User: arn:aws:iam::${ownerAccountId}:user/${identityStoreId} is not authorized to perform: identitystore:${name} on resource: ${identityStoreArn(wanted)} because no identity-based policy allows the identitystore:${name} action`
  throw evaluation.refusal(apiIdentityStoreOwn, [{ ...violation, note }])
}

/**
 * Performs one request of the Identity Store API: what concerns every request first, then what concerns this one.
 * The evaluation of the call finds locations in the request by `jsonPointer`; operations that are SCIM's find them in
 * the SCIM body, which `repointFinding` translates.
 */
export const performStoreRequest = async (
  name: StoreRequestName,
  call: Call & Pick<StoreCall, 'storeCreatedAt'>,
  dependencies: Dependencies,
): Promise<StoreAnswer> => {
  const { evaluation } = call
  await requireRate(name, call, dependencies)
  const sent = requireObject(call)
  const reading = checkInput(sent, storeRequests[name])
  evaluation.require(inputRules, reading)
  const { input } = reading
  await requireOwnStore(name, call, dependencies.store, input)

  evaluation.translateFindings((finding) => repointFinding(finding, sent))
  return operations[name]({ ...call, input }, dependencies)
}
