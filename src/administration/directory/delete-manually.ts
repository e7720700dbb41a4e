import { manualChangeOverwritten } from '../../identity-center/rules/manual.ts'
import { deleteGroup } from '../../operations/delete-group.ts'
import { deleteUser } from '../../operations/delete-user.ts'
import type { ChangeManually } from './change-manually.ts'
import type { Actor } from './directory.ts'
import { pathSegment } from './path-segment.ts'
import { overwriteReason } from './provisioning-status.ts'

const kinds = {
  users: { operation: 'DeleteUser', perform: deleteUser, noun: 'user' },
  groups: { operation: 'DeleteGroup', perform: deleteGroup, noun: 'group' },
} as const

/** Deletes a user or group and its memberships; the members of a group stay. */
export const deleteManually = async (
  change: ChangeManually,
  table: keyof typeof kinds,
  store: string,
  id: string,
  actor: Actor | undefined,
): Promise<void> => {
  const { operation, perform, noun } = kinds[table]
  await change(
    store,
    { operation, method: 'DELETE', path: `/${table}/${pathSegment(id)}`, id },
    actor,
    async (call, dependencies, provisioning) => {
      const stored = await dependencies.store[table].find(store, id)
      const overwriting = stored && overwriteReason(provisioning, stored, noun)
      call.evaluation.require([manualChangeOverwritten], { overwriting })
      return perform(call, dependencies)
    },
  )
}
