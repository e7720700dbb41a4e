import { memberOf } from '../../scim/json-object.ts'
import type { JsonObject } from '../../scim/resource.ts'
import type { ResourceTypeName } from '../../scim/schema.ts'
import { groupUrn, userUrn } from '../../scim/urn.ts'

const userAttributes = ['userName', 'name', 'emails', 'active']

/** Whether an object is a user or a group: by its schemas, or else by its attributes. */
export const resourceTypeOf = (resource: JsonObject): ResourceTypeName => {
  const schemas = JSON.stringify(memberOf(resource, 'schemas') ?? []).toLowerCase()
  if (schemas.includes(userUrn.toLowerCase())) return 'User'
  if (schemas.includes(groupUrn.toLowerCase())) return 'Group'
  const has = (name: string) => memberOf(resource, name) !== undefined
  if (has('members')) return 'Group'
  return has('displayName') && !userAttributes.some(has) ? 'Group' : 'User'
}
