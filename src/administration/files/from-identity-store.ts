import { lowerFirst } from '../../lib/letter-case.ts'
import { isObject } from '../../scim/json-object.ts'
import type { Json, JsonObject } from '../../scim/resource.ts'

/** Whether an object is a user or group as `aws identitystore` prints it. */
export const isOfIdentityStore = (value: JsonObject): boolean =>
  'IdentityStoreId' in value && ('UserId' in value || 'GroupId' in value)

const scimValue = (value: Json | undefined): Json | undefined => {
  if (Array.isArray(value)) return value.map((each: Json) => scimValue(each) ?? null)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [lowerFirst(name), scimValue(part)]),
  )
}

/** Attributes that are not sent over SCIM, because it does not have them or has them under another name. */
const notOfScim = new Set([
  'IdentityStoreId',
  'UserId',
  'UserArn',
  'GroupId',
  'GroupArn',
  'Revision',
  'ExternalIds',
  'UserStatus',
  'Description',
  'Website',
  'Birthdate',
  'Photos',
  'Extensions',
  'CreatedAt',
  'CreatedBy',
  'UpdatedAt',
  'UpdatedBy',
])

const externalIdOf = (ids: Json | undefined): Json | undefined => {
  const [first] = Array.isArray(ids) ? ids : []
  return isObject(first) ? first['Id'] : undefined
}

/**
 * Converts a user or group of the Identity Store API (AWS Identity Store API reference, User and Group) to the resource
 * that an identity provider sends. A user without a status is active.
 */
export const fromIdentityStore = (value: JsonObject): JsonObject => {
  const shared = Object.entries(value)
    .filter(([name]) => !notOfScim.has(name))
    .map(([name, part]) => [lowerFirst(name), scimValue(part)] as const)
  const id = value['UserId'] ?? value['GroupId']
  const externalId = externalIdOf(value['ExternalIds'])
  return {
    ...(id !== undefined && { id }),
    ...(externalId !== undefined && { externalId }),
    ...Object.fromEntries(shared),
    ...('GroupId' in value ? {} : { active: value['UserStatus'] !== 'DISABLED' }),
  }
}
