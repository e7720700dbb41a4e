import { idOf, revisionOf } from '../../identity-center/identity-store/identifiers.ts'
import { groupExists, userExists } from '../../identity-center/rules/existence.ts'
import { apiRevisionCurrent } from '../../identity-center/rules/identity-store.ts'
import { isObject } from '../../scim/json-object.ts'
import type { Location } from '../../scim/resource.ts'
import type { Store, StoredResource } from '../../store/store.ts'
import { type StoreCall, textOf } from './store-call.ts'

/** The user id in a request's `MemberId`; empty where there is none. */
export const memberIdOf = ({ input }: StoreCall): string => {
  const member = input['MemberId']
  const id = isObject(member) ? member['UserId'] : undefined
  return typeof id === 'string' ? idOf(id) : ''
}

/** The user with this id; refuses the request if it does not exist. */
export const requireUser = async (
  { identityStoreId, evaluation }: StoreCall,
  { users }: Pick<Store, 'users'>,
  id: string,
  location: Location,
): Promise<StoredResource> => {
  const stored = await users.find(identityStoreId, id)
  if (stored === undefined) throw evaluation.refusal(userExists, [{ location, value: id }])
  return stored
}

/** The group that a request names, locked for a change; refuses the request if it does not exist. */
export const requireGroup = async (
  call: StoreCall,
  { groups }: Pick<Store, 'groups'>,
  how: 'find' | 'lock' = 'find',
): Promise<StoredResource> => {
  const id = idOf(textOf(call, 'GroupId'))
  const stored = await groups[how](call.identityStoreId, id)
  if (stored === undefined) {
    throw call.evaluation.refusal(groupExists, [{ location: ['GroupId'], value: id }])
  }
  return stored
}

/** Refuses to change a user or group that has another revision than the one in the request. */
export const requireRevision = (
  { input, evaluation }: StoreCall,
  { updatedAt, resource }: StoredResource,
): void => {
  const wanted = input['Revision']
  if (wanted === undefined || wanted === revisionOf(updatedAt, resource)) return
  throw evaluation.refusal(apiRevisionCurrent, [{ location: ['Revision'], value: wanted }])
}
