import { memberOf, parseObject } from '../../scim/json-object.ts'
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

/** The origins of changes as the API names them; the service names users and systems. */
const actorNames = {
  scim: 'SCIM',
  manual: 'Console',
  api: 'IdentityStoreAPI',
} as const

type Actor = keyof typeof actorNames

/** The columns of a stored user or group that a view needs. */
export interface StoredView {
  readonly id: string
  readonly resource: string
  readonly extra: string
  readonly externalIdIssuer: string | null
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly createdBy: Actor
  readonly updatedBy: Actor
}

export interface StoredMembershipView {
  readonly id: string
  readonly groupId: string
  readonly userId: string
  readonly createdAt: Date
  readonly createdBy: Actor
}

/** Seconds since 1970: AWS JSON 1.1. */
const epochSeconds = (date: Date): number => date.getTime() / 1_000

const buildAuditMembers = ({
  createdAt,
  updatedAt,
  createdBy,
  updatedBy,
}: StoredView): JsonObject => ({
  CreatedAt: epochSeconds(createdAt),
  UpdatedAt: epochSeconds(updatedAt),
  CreatedBy: actorNames[createdBy],
  UpdatedBy: actorNames[updatedBy],
})

const buildExternalIds = (
  externalId: Json | undefined,
  { externalIdIssuer }: StoredView,
): JsonObject =>
  typeof externalId === 'string' && externalIdIssuer !== null
    ? { ExternalIds: [{ Issuer: externalIdIssuer, Id: externalId }] }
    : {}

/** A user of the API: AWS Identity Store API, User. With the requested extensions only. */
export const userView = (
  identityStoreId: string,
  stored: StoredView,
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
  } = parseObject(stored.resource)
  const isWanted = extensions.includes(enterpriseExtension) && enterprise !== undefined
  return {
    IdentityStoreId: identityStoreId,
    UserId: stored.id,
    UserArn: resourceArn('user', stored.id),
    Revision: revisionOf(stored.updatedAt, stored.resource),
    ...buildExternalIds(externalId, stored),
    ...apiNames(attributes),
    ...apiNames(parseObject(stored.extra)),
    UserStatus: active === true ? 'ENABLED' : 'DISABLED',
    ...buildAuditMembers(stored),
    ...(isWanted && { Extensions: { [enterpriseExtension]: enterprise } }),
  }
}

/** A group of the API: AWS Identity Store API, Group. */
export const groupView = (identityStoreId: string, stored: StoredView): JsonObject => {
  const group = parseObject(stored.resource)
  return {
    IdentityStoreId: identityStoreId,
    GroupId: stored.id,
    GroupArn: resourceArn('group', stored.id),
    Revision: revisionOf(stored.updatedAt, stored.resource),
    ...buildExternalIds(memberOf(group, 'externalId'), stored),
    DisplayName: group['displayName'],
    ...apiNames(parseObject(stored.extra)),
    ...buildAuditMembers(stored),
  }
}

/** A membership of the API: AWS Identity Store API, GroupMembership. It never changes. */
export const membershipView = (
  identityStoreId: string,
  { id, groupId, userId, createdAt, createdBy }: StoredMembershipView,
): JsonObject => ({
  IdentityStoreId: identityStoreId,
  MembershipId: id,
  MembershipArn: resourceArn('membership', id),
  GroupId: groupId,
  MemberId: { UserId: userId },
  CreatedAt: epochSeconds(createdAt),
  UpdatedAt: epochSeconds(createdAt),
  CreatedBy: actorNames[createdBy],
  UpdatedBy: actorNames[createdBy],
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
