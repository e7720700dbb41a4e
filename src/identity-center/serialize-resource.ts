import { isObject } from '../scim/json-object.ts'
import type { Group, JsonObject, ResourceFrame, User } from '../scim/resource.ts'
import { attributesOf, type ResourceTypeName } from '../scim/schema.ts'
import { enterpriseUserUrn, groupUrn, listResponseUrn, userUrn } from '../scim/urn.ts'

/** A resource as the service returns it: AWS developer guide, the examples of CreateUser and CreateGroup. */
export const serializeResource = (
  type: ResourceTypeName,
  { id, created, lastModified }: ResourceFrame,
  resource: User | Group,
): string => {
  const { externalId, members: _, ...attributes }: User & Group = resource
  return JSON.stringify({
    id,
    externalId, // JSON.stringify omits it if undefined
    meta: {
      resourceType: type,
      created: formatTime(created),
      lastModified: formatTime(lastModified),
    },
    schemas: schemasOf(type, resource),
    ...sortAttributes(type, attributes),
  })
}

const indexAttributes = (type: ResourceTypeName): ReadonlyMap<string, number> =>
  new Map(attributesOf(type).map(({ name }, index) => [name, index]))
const positions = { User: indexAttributes('User'), Group: indexAttributes('Group') } as const

const isSorted = (type: ResourceTypeName, attributes: object): boolean => {
  let last = -1
  return Object.keys(attributes).every((name) => {
    const position = positions[type].get(name) ?? -1
    const comesAfter = position > last
    last = position
    return comesAfter
  })
}

/** The attributes in the guide's order. */
const sortAttributes = (type: ResourceTypeName, attributes: User & Group): object => {
  if (isSorted(type, attributes)) return attributes // the usual case: they were read in order
  const ordered = {}
  for (const { name } of attributesOf(type)) {
    if (Object.hasOwn(attributes, name)) Reflect.set(ordered, name, Reflect.get(attributes, name))
  }
  return ordered
}

/** The extension's URN only if the user has the extension: AWS developer guide, ListUsers. */
const schemasOf = (type: ResourceTypeName, resource: User | Group): readonly string[] => {
  if (type === 'Group') return [groupUrn]
  return enterpriseUserUrn in resource ? [userUrn, enterpriseUserUrn] : [userUrn]
}

const formatTime = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`

/** The client's attributes of a resource that is stored as text: without `id`, `meta` and `schemas`. */
export const parseStoredAttributes = (text: string): JsonObject => {
  const stored: unknown = JSON.parse(text)
  if (!isObject(stored)) return {}
  const { id: _id, meta: _meta, schemas: _schemas, ...attributes } = stored
  return attributes
}

/** A group with an empty list of members, as in every response to a read. */
export const appendEmptyMembers = (text: string): string => `${text.slice(0, -1)},"members":[]}`

/** The two forms of a list: AWS developer guide, ListUsers. `cursor` if the request has a cursor, even an empty one. */
export type ListForm =
  | { readonly kind: 'counted' }
  | { readonly kind: 'cursor'; readonly nextCursor?: string | undefined }

/** A list of resources that are already JSON texts. */
export const serializeList = (form: ListForm, resources: readonly string[]): string => {
  const count = resources.length
  const head =
    form.kind === 'counted'
      ? { totalResults: count, itemsPerPage: count, startIndex: 1, schemas: [listResponseUrn] }
      : { itemsPerPage: count, nextCursor: form.nextCursor, schemas: [listResponseUrn] }
  return `${JSON.stringify(head).slice(0, -1)},"Resources":[${resources.join(',')}]}`
}
