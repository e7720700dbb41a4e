import { memberOf } from '../../scim/json-object.ts'
import type { JsonObject } from '../../scim/resource.ts'
import type { ResourceTypeName } from '../../scim/schema.ts'
import { groupUrn, userUrn } from '../../scim/urn.ts'

const ofUsers = ['userName', 'name', 'emails', 'active']

/** Whether an object is meant as a user or a group: what it says of itself, else what it has. */
export const resourceTypeOf = (resource: JsonObject): ResourceTypeName => {
  const schemas = JSON.stringify(memberOf(resource, 'schemas') ?? []).toLowerCase()
  if (schemas.includes(userUrn.toLowerCase())) return 'User'
  if (schemas.includes(groupUrn.toLowerCase())) return 'Group'
  const has = (name: string) => memberOf(resource, name) !== undefined
  if (has('members')) return 'Group'
  return has('displayName') && !ofUsers.some(has) ? 'Group' : 'User'
}
