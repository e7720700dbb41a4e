import { checksum } from '../cursor.ts'

/** The account in AWS's own examples. Identity stores of this server have no account. */
export const ownerAccountId = '123456789012'

/** The ARN of an identity store: AWS Identity Store API, IdentityStoreArn. */
export const identityStoreArn = (id: string): string =>
  `arn:aws:identitystore::${ownerAccountId}:identitystore/${id}`

/** The ARN of a user, group or membership. */
export const resourceArn = (type: 'user' | 'group' | 'membership', id: string): string =>
  `arn:aws:identitystore:::${type}/${id}`

/** The ARN of the IAM Identity Center instance of an identity store, derived from the store's id. */
export const instanceArn = (identityStoreId: string): string =>
  `arn:aws:sso:::instance/ssoins-${checksum(identityStoreId).toString(16).padStart(16, '0')}`

/** The id at the end of an ARN, or the id itself. */
export const idOf = (idOrArn: string): string => idOrArn.slice(idOrArn.lastIndexOf('/') + 1)

/** The revision of a user or group: digits that change with every update. */
export const revisionOf = (updatedAt: Date, resource: string): string =>
  `${updatedAt.getTime()}${checksum(resource)}`
