import { isObject, memberOf } from '../../scim/json-object.ts'
import type { Json, JsonObject } from '../../scim/resource.ts'
import { enterpriseUserUrn } from '../../scim/urn.ts'
import {
  identityStoreArn,
  instanceArn,
  ownerAccountId,
  resourceArn,
  revisionOf,
} from './identifiers.ts'
import { apiNames } from './names.ts'

/** The one extension that users have. */
export const enterpriseExtension = 'aws:identitystore:enterprise'

/** Who made or changed something, as far as it is known here; the service names users and systems. */
const makers = {
  scim: 'SCIM',
  manual: 'Console',
  api: 'IdentityStoreAPI',
} as const

type Maker = keyof typeof makers

/** A stored user or group, as far as it is shown. */
export interface Shown {
  readonly id: string
  readonly resource: string
  readonly extra: string
  readonly externalIdIssuer: string | null
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly createdBy: Maker
  readonly updatedBy: Maker
}

export interface ShownMembership {
  readonly id: string
  readonly groupId: string
  readonly userId: string
  readonly createdAt: Date
  readonly createdBy: Maker
}

/** Seconds since 1970: AWS JSON 1.1. */
const epochSeconds = (date: Date): number => date.getTime() / 1_000

const parsed = (text: string): JsonObject => {
  const value: Json = JSON.parse(text)
  return isObject(value) ? value : {}
}

const made = ({ createdAt, updatedAt, createdBy, updatedBy }: Shown): JsonObject => ({
  CreatedAt: epochSeconds(createdAt),
  UpdatedAt: epochSeconds(updatedAt),
  CreatedBy: makers[createdBy],
  UpdatedBy: makers[updatedBy],
})

const externalIds = (externalId: Json | undefined, { externalIdIssuer }: Shown): JsonObject =>
  typeof externalId === 'string' && externalIdIssuer !== null
    ? { ExternalIds: [{ Issuer: externalIdIssuer, Id: externalId }] }
    : {}

/** A user of the API: AWS Identity Store API, User. Extensions only where they are asked for. */
export const userView = (
  identityStoreId: string,
  stored: Shown,
  extensions: readonly string[] = [],
): JsonObject => {
  const {
    id: _id,
    meta: _meta,
    schemas: _schemas,
    externalId,
    active,
    [enterpriseUserUrn]: enterprise,
    ...attributes
  } = parsed(stored.resource)
  const isWanted = extensions.includes(enterpriseExtension) && enterprise !== undefined
  return {
    IdentityStoreId: identityStoreId,
    UserId: stored.id,
    UserArn: resourceArn('user', stored.id),
    Revision: revisionOf(stored.updatedAt, stored.resource),
    ...externalIds(externalId, stored),
    ...apiNames(attributes),
    ...apiNames(parsed(stored.extra)),
    UserStatus: active === true ? 'ENABLED' : 'DISABLED',
    ...made(stored),
    ...(isWanted && { Extensions: { [enterpriseExtension]: enterprise } }),
  }
}

/** A group of the API: AWS Identity Store API, Group. */
export const groupView = (identityStoreId: string, stored: Shown): JsonObject => {
  const group = parsed(stored.resource)
  return {
    IdentityStoreId: identityStoreId,
    GroupId: stored.id,
    GroupArn: resourceArn('group', stored.id),
    Revision: revisionOf(stored.updatedAt, stored.resource),
    ...externalIds(memberOf(group, 'externalId'), stored),
    DisplayName: group['displayName'],
    ...apiNames(parsed(stored.extra)),
    ...made(stored),
  }
}

/** A membership of the API: AWS Identity Store API, GroupMembership. It never changes. */
export const membershipView = (
  identityStoreId: string,
  { id, groupId, userId, createdAt, createdBy }: ShownMembership,
): JsonObject => ({
  IdentityStoreId: identityStoreId,
  MembershipId: id,
  MembershipArn: resourceArn('membership', id),
  GroupId: groupId,
  MemberId: { UserId: userId },
  CreatedAt: epochSeconds(createdAt),
  UpdatedAt: epochSeconds(createdAt),
  CreatedBy: makers[createdBy],
  UpdatedBy: makers[createdBy],
})

/** An instance of IAM Identity Center: its API, InstanceMetadata. */
export const instanceView = (identityStoreId: string, createdAt: Date): JsonObject => ({
  InstanceArn: instanceArn(identityStoreId),
  IdentityStoreId: identityStoreId,
  IdentityStoreArn: identityStoreArn(identityStoreId),
  OwnerAccountId: ownerAccountId,
  CreatedDate: epochSeconds(createdAt),
  Status: 'ACTIVE',
})
