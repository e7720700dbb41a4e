import { manualChangeOverwritten } from '../../identity-center/rules/manual.ts'
import { deleteGroup } from '../../operations/delete-group.ts'
import { deleteUser } from '../../operations/delete-user.ts'
import type { ChangeManually } from './change-manually.ts'
import type { Actor } from './directory.ts'
import { pathSegment } from './path-segment.ts'
import { overwriting } from './provisioning-status.ts'

const kinds = {
  users: { operation: 'DeleteUser', carryOut: deleteUser, what: 'user' },
  groups: { operation: 'DeleteGroup', carryOut: deleteGroup, what: 'group' },
} as const

/** Deletes a user or group with its memberships; the members of a group stay. */
export const deleteManually = async (
  byHand: ChangeManually,
  table: keyof typeof kinds,
  store: string,
  id: string,
  actor: Actor | undefined,
): Promise<void> => {
  const { operation, carryOut, what } = kinds[table]
  await byHand(
    store,
    { operation, method: 'DELETE', path: `/${table}/${pathSegment(id)}`, id },
    actor,
    async (call, dependencies, provisioning) => {
      const stored = await dependencies.store[table].find(store, id)
      const synced = { overwriting: stored && overwriting(provisioning, stored, what) }
      call.evaluation.require([manualChangeOverwritten], synced)
      return carryOut(call, dependencies)
    },
  )
}
