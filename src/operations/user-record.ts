import type { User } from '../scim/resource.ts'
import type { UserKeys } from '../store/store.ts'

/** The user as it is stored: one that never said whether it is active is not (our decision; the guide is silent). */
export const withActive = (user: User): User => ({ ...user, active: user.active ?? false })

/** What no two users of a store may share: AWS user guide, troubleshooting. */
export const userKeys = ({ userName, emails, externalId }: User): UserKeys => ({
  userName,
  email: emails?.[0]?.value,
  externalId,
})

/** Who vouches for an external id; clients of the Identity Store API look for this prefix. */
export const externalIdIssuer = (
  tenantId: string,
  { externalId }: { readonly externalId?: string },
): string | undefined => (externalId === undefined ? undefined : `https://scim.aws.com/${tenantId}`)
