import { accessControlAttributes } from '../../identity-center/access-control-attributes.ts'
import { isObject, memberOf, parseObject } from '../../scim/json-object.ts'
import type { JsonObject } from '../../scim/resource.ts'
import type { JoinedMembership } from '../../store/membership-types.ts'
import type { StoredResource } from '../../store/store.ts'
import type {
  GroupSummary,
  GroupView,
  MembershipView,
  MemberView,
  UserSummary,
  UserView,
} from './directory.ts'
import { overwriteReason, type ProvisioningStatus } from './provisioning-status.ts'

const readText = (object: JsonObject, name: string): string => {
  const value = object[name]
  return typeof value === 'string' ? value : ''
}

const readEmail = ({ emails }: JsonObject): string | null => {
  const [first] = Array.isArray(emails) ? emails : []
  const value = isObject(first) ? first['value'] : undefined
  return typeof value === 'string' ? value : null
}

const listExternalIds = ({ externalIdIssuer }: StoredResource, { externalId }: JsonObject) =>
  typeof externalId === 'string' ? [{ issuer: externalIdIssuer ?? '', id: externalId }] : []

const originMembers = ({ createdBy, createdAt, updatedAt }: StoredResource) => ({
  createdBy,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
})

const overwriteWarning = (
  provisioning: ProvisioningStatus,
  stored: StoredResource,
  what: 'user' | 'group',
) => {
  const reason = overwriteReason(provisioning, stored, what)
  return reason === undefined
    ? null
    : `A manual change may not last: ${reason} Make it in the identity provider instead.`
}

const summarizeUser = (stored: StoredResource, resource: JsonObject): UserSummary => ({
  userId: stored.id,
  userName: readText(resource, 'userName'),
  displayName: readText(resource, 'displayName'),
  email: readEmail(resource),
  enabled: resource['active'] === true,
  ...originMembers(stored),
})

/** A user in a list. */
export const userSummary = (stored: StoredResource): UserSummary =>
  summarizeUser(stored, parseObject(stored.resource))

/** A user with all its details. */
export const userView = (stored: StoredResource, provisioning: ProvisioningStatus): UserView => {
  const resource = parseObject(stored.resource)
  return {
    ...summarizeUser(stored, resource),
    updatedBy: stored.updatedBy,
    externalIds: listExternalIds(stored, resource),
    resource,
    extra: parseObject(stored.extra),
    accessControlAttributes: accessControlAttributes(resource),
    warning: overwriteWarning(provisioning, stored, 'user'),
  }
}

/** A group in a list. */
export const groupSummary = (stored: StoredResource): GroupSummary => {
  const description = memberOf(parseObject(stored.extra), 'description')
  return {
    groupId: stored.id,
    displayName: readText(parseObject(stored.resource), 'displayName'),
    description: typeof description === 'string' ? description : null,
    ...originMembers(stored),
  }
}

/** A group with all its details. */
export const groupView = (stored: StoredResource, provisioning: ProvisioningStatus): GroupView => {
  const resource = parseObject(stored.resource)
  return {
    ...groupSummary(stored),
    updatedBy: stored.updatedBy,
    externalIds: listExternalIds(stored, resource),
    resource,
    warning: overwriteWarning(provisioning, stored, 'group'),
  }
}

const membershipMembers = ({ membershipId, memberSince }: JoinedMembership) => ({
  membershipId,
  memberSince: memberSince.toISOString(),
})

/** A user in the list of its group's members. */
export const memberView = (joined: JoinedMembership): MemberView => ({
  ...userSummary(joined),
  ...membershipMembers(joined),
})

/** A group in the list of its member's groups. */
export const membershipView = (joined: JoinedMembership): MembershipView => ({
  ...groupSummary(joined),
  ...membershipMembers(joined),
})
