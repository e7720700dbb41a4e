import { judge } from '../../identity-center/judge.ts'
import { handOverwritten } from '../../identity-center/rules/hand.ts'
import { accept } from '../../operations/accept.ts'
import { deleteGroup } from '../../operations/delete-group.ts'
import { deleteUser } from '../../operations/delete-user.ts'
import type { Actor } from '../directory.ts'
import type { ByHand } from './by-hand.ts'
import { pathSegment } from './path-segment.ts'
import { overwriting } from './syncing.ts'

const kinds = {
  users: { operation: 'DeleteUser', carryOut: deleteUser, what: 'user' },
  groups: { operation: 'DeleteGroup', carryOut: deleteGroup, what: 'group' },
} as const

/** Deletes a user or group with its memberships; the members of a group stay. */
export const deleteByHand = async (
  byHand: ByHand,
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
    async (call, world, syncing) => {
      const stored = await world.store[table].find(store, id)
      const synced = { overwriting: stored && overwriting(syncing, stored, what) }
      const findings = accept(judge([handOverwritten], synced, call.dialect))
      return carryOut(
        { ...call, eventOf: (answer) => call.eventOf({ ...answer, findings }) },
        world,
      )
    },
  )
}
