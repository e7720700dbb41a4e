import type { User } from '../scim/resource.ts'
import type { UserKeys } from '../store/store.ts'

/** The user as it is stored. Without `active` it is stored as inactive: our decision, the guide does not say. */
export const withActive = (user: User): User => ({ ...user, active: user.active ?? false })

/** The values that no two users of a store share: AWS user guide, troubleshooting. */
export const userKeys = ({ userName, emails, externalId }: User): UserKeys => ({
  userName,
  email: emails?.[0]?.value,
  externalId,
})

/** The issuer of an external id, as the Identity Store API shows it; its clients expect this prefix. */
export const externalIdIssuer = (
  tenantId: string,
  { externalId }: { readonly externalId?: string },
): string | undefined => (externalId === undefined ? undefined : `https://scim.aws.com/${tenantId}`)
