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

/** The same attributes under two names, or of one side only: those are not sent over SCIM. */
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
 * A user or group of the Identity Store API (AWS Identity Store API reference, User and Group) as an
 * identity provider would send it. A user whose status is not told is taken to be active.
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
