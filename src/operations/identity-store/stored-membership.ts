import type { Refusal } from '../../identity-center/errors.ts'
import { idOf } from '../../identity-center/identity-store/identifiers.ts'
import { groupMembershipExists } from '../../identity-center/rules/identity-store.ts'
import type { Location } from '../../scim/resource.ts'
import type { MembershipRow } from '../../store/membership-types.ts'
import type { Store } from '../../store/store.ts'
import { type StoreCall, textOf } from './store-call.ts'

/** The membership that a request names by its id; undefined where there is none. */
export const findMembership = (
  call: StoreCall,
  { memberships }: Pick<Store, 'memberships'>,
): Promise<MembershipRow | undefined> =>
  memberships.find(call.identityStoreId, idOf(textOf(call, 'MembershipId')))

/** The refusal of a request for a membership that does not exist. */
export const membershipRefusal = (
  { evaluation }: StoreCall,
  location: Location,
  value: string,
): Refusal => evaluation.refusal(groupMembershipExists, [{ location, value }])
