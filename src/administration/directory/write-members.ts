import { memberExists } from '../../identity-center/rules/existence.ts'
import {
  addMembersManuallyRules,
  manualChangeOverwritten,
  manualMemberEnabled,
  manualMemberExists,
} from '../../identity-center/rules/manual.ts'
import { parseStoredAttributes } from '../../identity-center/serialize-resource.ts'
import type { Call, Dependencies } from '../../operations/operation.ts'
import { writeGroup } from '../../operations/write-group.ts'
import { sentPointer } from '../../scim/pointer.ts'
import { readGroup } from '../../scim/read-resource.ts'
import type { Location } from '../../scim/resource.ts'
import type { Store, StoredResource } from '../../store/store.ts'
import type { ChangeManually } from './change-manually.ts'
import type { Actor } from './directory.ts'
import { pathSegment } from './path-segment.ts'
import { overwriteReason, type ProvisioningStatus } from './provisioning-status.ts'

const userIdsPointer = (userIds: readonly string[]) => (location: Location) =>
  sentPointer({ userIds }, location)

type MembersChange = Readonly<Record<'add' | 'remove', readonly string[]>>

const membersPath = (groupId: string) => `/groups/${pathSegment(groupId)}/members`

/** Changes the members of a group; of the group itself only `lastModified` changes. */
const changeMembers = (
  call: Call,
  dependencies: Dependencies,
  provisioning: ProvisioningStatus,
  { add, remove }: MembersChange,
  inspect: (store: Store, stored: StoredResource) => Promise<void>,
) =>
  writeGroup(call, dependencies, {
    change: async (stored, store) => {
      await inspect(store, stored)
      const overwriting = overwriteReason(provisioning, stored, 'group')
      call.evaluation.require([manualChangeOverwritten], { overwriting })
      return {
        group: readGroup(parseStoredAttributes(stored.resource)).resource,
        pointerOf: userIdsPointer(add),
        memberships: { add, remove },
      }
    },
    status: 204,
    // One of the users was deleted after `inspect` had found it.
    memberMissing: () =>
      call.evaluation.refusal(memberExists, [{ location: ['userIds'] }], userIdsPointer(add)),
  })

/** Refuses users that do not exist, and users that are disabled. */
const requireEnabled = async (store: Store, call: Call, userIds: readonly string[]) => {
  const { identityStoreId, evaluation } = call
  const pointerOf = userIdsPointer(userIds)
  const found: (StoredResource | undefined)[] = []
  for (const userId of userIds) found.push(await store.users.find(identityStoreId, userId))
  const missing = found.flatMap((user, index) =>
    user === undefined ? [{ location: ['userIds', index], value: userIds[index] }] : [],
  )
  if (missing.length > 0) throw evaluation.refusal(memberExists, missing, pointerOf)
  const joining = found.flatMap((user) =>
    user === undefined
      ? []
      : [{ userId: user.id, active: parseStoredAttributes(user.resource)['active'] === true }],
  )
  evaluation.require([manualMemberEnabled], { joining }, pointerOf)
}

/** Adds users to a group; users that are already members stay. */
export const addMembers = async (
  change: ChangeManually,
  store: string,
  groupId: string,
  userIds: readonly string[],
  actor: Actor | undefined,
): Promise<void> => {
  await change(
    store,
    {
      operation: 'AddMemberToGroup',
      method: 'POST',
      path: membersPath(groupId),
      id: groupId,
      sent: { userIds },
    },
    actor,
    async (call, dependencies, provisioning) => {
      const changes = userIds.map((userId, index) => ({
        change: 'add' as const,
        op: 'add' as const,
        userId,
        location: ['userIds', index],
      }))
      const patch = { operations: [], errors: [] }
      const subject = { operation: 'PatchGroup', patch, changes } as const
      call.evaluation.require(addMembersManuallyRules, subject, userIdsPointer(userIds))
      return changeMembers(
        call,
        dependencies,
        provisioning,
        { add: userIds, remove: [] },
        (transaction) => requireEnabled(transaction, call, userIds),
      )
    },
  )
}

/** Removes a user from a group. */
export const removeMember = async (
  change: ChangeManually,
  store: string,
  groupId: string,
  userId: string,
  actor: Actor | undefined,
): Promise<void> => {
  await change(
    store,
    {
      operation: 'RemoveMemberFromGroup',
      method: 'DELETE',
      path: `${membersPath(groupId)}/${pathSegment(userId)}`,
      id: groupId,
    },
    actor,
    (call, dependencies, provisioning) =>
      changeMembers(
        call,
        dependencies,
        provisioning,
        { add: [], remove: [userId] },
        async (transaction) => {
          const memberships = await transaction.memberships.findInGroups(store, userId, [groupId])
          if (memberships.length > 0) return
          const violation = { location: ['userId'], value: userId }
          throw call.evaluation.refusal(manualMemberExists, [violation])
        },
      ),
  )
}
