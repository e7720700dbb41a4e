import { memberExists } from '../../identity-center/rules/existence.ts'
import {
  addMembersManuallyRules,
  manualChangeOverwritten,
  manualMemberEnabled,
  manualMemberExists,
} from '../../identity-center/rules/manual.ts'
import type { Call, Dependencies } from '../../operations/operation.ts'
import { writeGroup } from '../../operations/write-group.ts'
import { sentPointer } from '../../scim/pointer.ts'
import { readGroup } from '../../scim/read-resource.ts'
import type { Location } from '../../scim/resource.ts'
import { storedAttributes } from '../../scim/wire.ts'
import type { Store, StoredResource } from '../../store/store.ts'
import type { ChangeManually } from './change-manually.ts'
import type { Actor } from './directory.ts'
import { pathSegment } from './path-segment.ts'
import { overwriting, type ProvisioningStatus } from './provisioning-status.ts'

const pointerIn = (userIds: readonly string[]) => (location: Location) =>
  sentPointer({ userIds }, location)

type MembersChange = Readonly<Record<'add' | 'remove', readonly string[]>>

const pathOf = (groupId: string) => `/groups/${pathSegment(groupId)}/members`

/** Changes who is in a group, and the group only in that it was changed. */
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
      const synced = { overwriting: overwriting(provisioning, stored, 'group') }
      call.evaluation.require([manualChangeOverwritten], synced)
      return {
        group: readGroup(storedAttributes(stored.resource)).resource,
        pointerOf: pointerIn(add),
        memberships: { add, remove },
      }
    },
    status: 204,
    // One of the users was deleted after `inspect` had found it.
    memberMissing: () =>
      call.evaluation.refusal(memberExists, [{ location: ['userIds'] }], pointerIn(add)),
  })

/** Refuses users who do not exist, and those that are disabled. */
const requireEnabled = async (store: Store, call: Call, userIds: readonly string[]) => {
  const { identityStoreId, evaluation } = call
  const pointerOf = pointerIn(userIds)
  const found: (StoredResource | undefined)[] = []
  for (const userId of userIds) found.push(await store.users.find(identityStoreId, userId))
  const missing = found.flatMap((user, index) =>
    user === undefined ? [{ location: ['userIds', index], value: userIds[index] }] : [],
  )
  if (missing.length > 0) throw evaluation.refusal(memberExists, missing, pointerOf)
  const joining = found.flatMap((user) =>
    user === undefined
      ? []
      : [{ userId: user.id, active: storedAttributes(user.resource)['active'] === true }],
  )
  evaluation.require([manualMemberEnabled], { joining }, pointerOf)
}

/** Adds users to a group; those who are in already stay. */
export const addMembers = async (
  byHand: ChangeManually,
  store: string,
  groupId: string,
  userIds: readonly string[],
  actor: Actor | undefined,
): Promise<void> => {
  await byHand(
    store,
    {
      operation: 'AddMemberToGroup',
      method: 'POST',
      path: pathOf(groupId),
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
      call.evaluation.require(addMembersManuallyRules, subject, pointerIn(userIds))
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

/** Takes a user out of a group. */
export const removeMember = async (
  byHand: ChangeManually,
  store: string,
  groupId: string,
  userId: string,
  actor: Actor | undefined,
): Promise<void> => {
  await byHand(
    store,
    {
      operation: 'RemoveMemberFromGroup',
      method: 'DELETE',
      path: `${pathOf(groupId)}/${pathSegment(userId)}`,
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
