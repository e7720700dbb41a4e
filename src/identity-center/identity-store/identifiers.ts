import { checksum } from '../cursor.ts'

/** The account of AWS's own examples: an identity store of ours belongs to none. */
export const ownerAccountId = '123456789012'

/** The ARN of an identity store: AWS Identity Store API, IdentityStoreArn. */
export const identityStoreArn = (id: string): string =>
  `arn:aws:identitystore::${ownerAccountId}:identitystore/${id}`

/** The ARN of a user, group or membership. */
export const resourceArn = (type: 'user' | 'group' | 'membership', id: string): string =>
  `arn:aws:identitystore:::${type}/${id}`

/** The ARN of the instance of IAM Identity Center that an identity store belongs to; it follows from the store's id. */
export const instanceArn = (identityStoreId: string): string =>
  `arn:aws:sso:::instance/ssoins-${checksum(identityStoreId).toString(16).padStart(16, '0')}`

/** The id at the end of an ARN, or the id itself. */
export const idOf = (idOrArn: string): string => idOrArn.slice(idOrArn.lastIndexOf('/') + 1)

/** What changes whenever a user or group does: digits that mean nothing to a client. */
export const revisionOf = (updatedAt: Date, resource: string): string =>
  `${updatedAt.getTime()}${checksum(resource)}`
