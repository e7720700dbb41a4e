import { MissingReference } from '../../identity-center/errors.ts'
import { resourceArn } from '../../identity-center/identity-store/identifiers.ts'
import { refusalOf } from '../../identity-center/judge.ts'
import { membershipExists } from '../../identity-center/rules/identity-store.ts'
import { userNotFound } from '../../identity-center/rules/state.ts'
import { jsonPointer } from '../../scim/pointer.ts'
import { type StoreOperation, told } from './store-call.ts'
import { memberIdOf, requireGroup, requireUser } from './stored.ts'
import { touchGroup } from './touch-group.ts'

const memberLocation = ['MemberId', 'UserId']

/** CreateGroupMembership: a user joins a group, once. */
export const createGroupMembership: StoreOperation = async (call, world) => {
  const { identityStoreId, dialect, origin } = call
  const userId = memberIdOf(call)
  const offence = { location: memberLocation, value: userId }
  const write = world.store.transaction(async (store) => {
    const group = await requireGroup(call, store, 'lock')
    await requireUser(call, store, userId, memberLocation)
    const { memberships } = store
    const at = world.now()
    const added = await memberships.add(identityStoreId, group.id, [userId], at, origin)
    if (added === 0) throw refusalOf(membershipExists, [offence], dialect, [], jsonPointer)
    const [row] = await memberships.among(identityStoreId, userId, [group.id])
    if (row === undefined) throw new Error('a membership that was just added is there')
    const answer = told({
      IdentityStoreId: identityStoreId,
      MembershipId: row.id,
      MembershipArn: resourceArn('membership', row.id),
    })
    await touchGroup(call, store, group, at, call.eventOf(answer))
    return { ...answer, isKept: true }
  })
  return write.catch((error: unknown) => {
    if (!(error instanceof MissingReference)) throw error
    throw refusalOf(userNotFound, [offence], dialect, [], jsonPointer) // deleted this very moment
  })
}
