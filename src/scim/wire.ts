import { isObject } from './json-object.ts'
import type { Group, JsonObject, ResourceFrame, User } from './resource.ts'
import { attributesOf, type ResourceTypeName } from './schema.ts'
import { enterpriseUserUrn, groupUrn, listResponseUrn, userUrn } from './urn.ts'

/** A resource as the service shows it: AWS developer guide, the examples of CreateUser and CreateGroup. */
export const resourceText = (
  type: ResourceTypeName,
  { id, created, lastModified }: ResourceFrame,
  resource: User | Group,
): string => {
  const { externalId, members: _, ...attributes }: User & Group = resource
  return JSON.stringify({
    id,
    externalId, // left out by JSON.stringify when there is none
    meta: { resourceType: type, created: timeText(created), lastModified: timeText(lastModified) },
    schemas: schemasOf(type, resource),
    ...inOrder(type, attributes),
  })
}

const positionsOf = (type: ResourceTypeName): ReadonlyMap<string, number> =>
  new Map(attributesOf(type).map(({ name }, index) => [name, index]))
const positions = { User: positionsOf('User'), Group: positionsOf('Group') } as const

const isInOrder = (type: ResourceTypeName, attributes: object): boolean => {
  let last = -1
  return Object.keys(attributes).every((name) => {
    const position = positions[type].get(name) ?? -1
    const comesAfter = position > last
    last = position
    return comesAfter
  })
}

/** The attributes in the guide's order, whatever order they were put together in. */
const inOrder = (type: ResourceTypeName, attributes: User & Group): object => {
  if (isInOrder(type, attributes)) return attributes // as they are read
  const ordered = {}
  for (const { name } of attributesOf(type)) {
    if (Object.hasOwn(attributes, name)) Reflect.set(ordered, name, Reflect.get(attributes, name))
  }
  return ordered
}

/** The extension is named only where a user has it: AWS developer guide, ListUsers. */
const schemasOf = (type: ResourceTypeName, resource: User | Group): readonly string[] => {
  if (type === 'Group') return [groupUrn]
  return enterpriseUserUrn in resource ? [userUrn, enterpriseUserUrn] : [userUrn]
}

const timeText = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`

/** What the client said of a resource that is stored as text: all but `id`, `meta` and `schemas`. */
export const storedAttributes = (text: string): JsonObject => {
  const stored: unknown = JSON.parse(text)
  if (!isObject(stored)) return {}
  const { id: _id, meta: _meta, schemas: _schemas, ...attributes } = stored
  return attributes
}

/** A group with the empty list that stands for its members in every answer to a read. */
export const withMembers = (text: string): string => `${text.slice(0, -1)},"members":[]}`

/** The two forms of a list: AWS developer guide, ListUsers. `cursor` when the request had one, even an empty one. */
export type ListForm =
  | { readonly kind: 'counted' }
  | { readonly kind: 'cursor'; readonly nextCursor?: string | undefined }

/** A list of resources that are texts already, and are not parsed for it. */
export const listText = (form: ListForm, resources: readonly string[]): string => {
  const count = resources.length
  const head =
    form.kind === 'counted'
      ? { totalResults: count, itemsPerPage: count, startIndex: 1, schemas: [listResponseUrn] }
      : { itemsPerPage: count, nextCursor: form.nextCursor, schemas: [listResponseUrn] }
  return `${JSON.stringify(head).slice(0, -1)},"Resources":[${resources.join(',')}]}`
}
