import type { ResourceContent } from '../../store/content-types.ts'
import type { MembershipRow } from '../../store/membership-types.ts'
import type { GroupKeys, UserKeys } from '../../store/store.ts'

/** A user, group or membership that is imported into or exported from a store. */
export type ContentRow =
  | (ResourceContent<UserKeys> & { readonly kind: 'user' })
  | (ResourceContent<GroupKeys> & { readonly kind: 'group' })
  | (MembershipRow & { readonly kind: 'membership' })

/** The kinds of rows, in the order in which they can be inserted. */
export const rowKinds = [
  'user',
  'group',
  'membership',
] as const satisfies readonly ContentRow['kind'][]
