import { idOf, revisionOf } from '../../identity-center/identity-store/identifiers.ts'
import { refusalOf } from '../../identity-center/judge.ts'
import { groupExists, userExists } from '../../identity-center/rules/existence.ts'
import { apiRevisionCurrent } from '../../identity-center/rules/identity-store.ts'
import { isObject } from '../../scim/json-object.ts'
import { jsonPointer } from '../../scim/pointer.ts'
import type { Location } from '../../scim/resource.ts'
import type { Store, StoredResource } from '../../store/store.ts'
import { type StoreCall, textOf } from './store-call.ts'

/** The member of a request's `MemberId`, a user. */
export const memberIdOf = ({ input }: StoreCall): string => {
  const member = input['MemberId']
  const id = isObject(member) ? member['UserId'] : undefined
  return typeof id === 'string' ? idOf(id) : ''
}

/** The user that a request names, which has to exist. */
export const requireUser = async (
  { identityStoreId, dialect }: StoreCall,
  { users }: Pick<Store, 'users'>,
  id: string,
  location: Location,
): Promise<StoredResource> => {
  const stored = await users.find(identityStoreId, id)
  if (stored === undefined) {
    throw refusalOf(userExists, [{ location, value: id }], dialect, [], jsonPointer)
  }
  return stored
}

/** The group that a request names, which has to exist; locked where it is going to change. */
export const requireGroup = async (
  call: StoreCall,
  { groups }: Pick<Store, 'groups'>,
  how: 'find' | 'lock' = 'find',
): Promise<StoredResource> => {
  const id = idOf(textOf(call, 'GroupId'))
  const stored = await groups[how](call.identityStoreId, id)
  if (stored === undefined) {
    const violation = { location: ['GroupId'], value: id }
    throw refusalOf(groupExists, [violation], call.dialect, [], jsonPointer)
  }
  return stored
}

/** Refuses a change of something that is no longer what the client believes. */
export const requireRevision = (call: StoreCall, { updatedAt, resource }: StoredResource): void => {
  const wanted = call.input['Revision']
  if (wanted === undefined || wanted === revisionOf(updatedAt, resource)) return
  const violation = { location: ['Revision'], value: wanted }
  throw refusalOf(apiRevisionCurrent, [violation], call.dialect, [], jsonPointer)
}
