import { accessControlAttributes } from '../../identity-center/access-control-attributes.ts'
import { isObject, memberOf } from '../../scim/json-object.ts'
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
import { overwriting, type ProvisioningStatus } from './provisioning-status.ts'

const objectIn = (text: string): JsonObject => {
  const value: unknown = JSON.parse(text)
  return isObject(value) ? value : {}
}

const textIn = (object: JsonObject, name: string): string => {
  const value = object[name]
  return typeof value === 'string' ? value : ''
}

const emailIn = ({ emails }: JsonObject): string | null => {
  const [first] = Array.isArray(emails) ? emails : []
  const value = isObject(first) ? first['value'] : undefined
  return typeof value === 'string' ? value : null
}

const externalIdsOf = ({ externalIdIssuer }: StoredResource, { externalId }: JsonObject) =>
  typeof externalId === 'string' ? [{ issuer: externalIdIssuer ?? '', id: externalId }] : []

const whenceOf = ({ createdBy, createdAt, updatedAt }: StoredResource) => ({
  createdBy,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
})

const warningOf = (
  provisioning: ProvisioningStatus,
  stored: StoredResource,
  what: 'user' | 'group',
) => {
  const why = overwriting(provisioning, stored, what)
  return why === undefined
    ? null
    : `A change by hand may not last: ${why} Make it in the identity provider instead.`
}

const summaryOfUser = (stored: StoredResource, resource: JsonObject): UserSummary => ({
  userId: stored.id,
  userName: textIn(resource, 'userName'),
  displayName: textIn(resource, 'displayName'),
  email: emailIn(resource),
  enabled: resource['active'] === true,
  ...whenceOf(stored),
})

/** A user as a list shows it. */
export const userSummary = (stored: StoredResource): UserSummary =>
  summaryOfUser(stored, objectIn(stored.resource))

/** A user with everything there is to say of it. */
export const userView = (stored: StoredResource, provisioning: ProvisioningStatus): UserView => {
  const resource = objectIn(stored.resource)
  return {
    ...summaryOfUser(stored, resource),
    updatedBy: stored.updatedBy,
    externalIds: externalIdsOf(stored, resource),
    resource,
    extra: objectIn(stored.extra),
    accessControlAttributes: accessControlAttributes(resource),
    warning: warningOf(provisioning, stored, 'user'),
  }
}

/** A group as a list shows it. */
export const groupSummary = (stored: StoredResource): GroupSummary => {
  const description = memberOf(objectIn(stored.extra), 'description')
  return {
    groupId: stored.id,
    displayName: textIn(objectIn(stored.resource), 'displayName'),
    description: typeof description === 'string' ? description : null,
    ...whenceOf(stored),
  }
}

/** A group with everything there is to say of it. */
export const groupView = (stored: StoredResource, provisioning: ProvisioningStatus): GroupView => {
  const resource = objectIn(stored.resource)
  return {
    ...groupSummary(stored),
    updatedBy: stored.updatedBy,
    externalIds: externalIdsOf(stored, resource),
    resource,
    warning: warningOf(provisioning, stored, 'group'),
  }
}

const membershipOf = ({ membershipId, memberSince }: JoinedMembership) => ({
  membershipId,
  memberSince: memberSince.toISOString(),
})

/** A user as its group shows it. */
export const memberView = (joined: JoinedMembership): MemberView => ({
  ...userSummary(joined),
  ...membershipOf(joined),
})

/** A group as its user shows it. */
export const membershipView = (joined: JoinedMembership): MembershipView => ({
  ...groupSummary(joined),
  ...membershipOf(joined),
})
