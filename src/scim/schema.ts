import { createRequire } from 'node:module'
import type { Json, Location } from './resource.ts'
import { enterpriseUserUrn } from './urn.ts'

/** How AWS's service treats an attribute: our notes in schemas/*.json, which responses omit. */
export interface Notes {
  /** `stored` is stored and returned; `accepted` is ignored; `unsupported` is ignored with a deviation. */
  readonly support: 'stored' | 'accepted' | 'unsupported'
  /** The characters of a value: any text, no white space, or those of a group's name. */
  readonly characters?: 'text' | 'word' | 'group-name'
  /** In code points. */
  readonly maxLength?: number
  readonly maxItems?: number
  /** The first day of support; undefined if from the start. */
  readonly since?: string
}

/** The characteristics of an attribute: RFC 7643, section 7. */
export interface Attribute {
  readonly name: string
  readonly type: 'string' | 'boolean' | 'reference' | 'binary' | 'dateTime' | 'complex'
  readonly referenceTypes?: readonly string[]
  readonly multiValued: boolean
  readonly description: string
  readonly required: boolean
  readonly subAttributes?: readonly Attribute[]
  readonly caseExact?: boolean
  readonly canonicalValues?: readonly string[]
  readonly mutability: 'readOnly' | 'readWrite' | 'immutable' | 'writeOnly'
  readonly returned: 'always' | 'never' | 'default' | 'request'
  readonly uniqueness?: 'none' | 'server' | 'global'
  readonly identityCenter: Notes
}

/** A schema resource: RFC 7643, section 8.7. */
export interface Schema {
  readonly schemas: readonly string[]
  readonly id: string
  readonly name: string
  readonly description: string
  readonly attributes: readonly Attribute[]
  /** In the list of all schemas, the service describes some schemas in other words. */
  readonly identityCenter?: { readonly listDescription: string }
}

/** RFC 7643, section 6. `{endpoint}` stands for the address of the SCIM endpoint. */
export interface ResourceType {
  readonly id: string
  readonly meta: { readonly resourceType: string; readonly location: string }
}

export type ResourceTypeName = 'User' | 'Group'

// Not imported, because Node 20 warns about JSON imports. A test checks the shape of the files.
const load = createRequire(import.meta.url)

export const userSchema: Schema = load('../../schemas/user.json')
export const groupSchema: Schema = load('../../schemas/group.json')
export const enterpriseUserSchema: Schema = load('../../schemas/enterprise-user.json')
export const resourceTypes: readonly ResourceType[] = load('../../schemas/resource-types.json')
export const serviceProviderConfig: Json = load('../../schemas/service-provider-config.json')
const common: Pick<Schema, 'attributes'> = load('../../schemas/common.json')

/** The extension as one complex attribute, as in JSON. */
const enterpriseUser: Attribute = {
  name: enterpriseUserUrn,
  type: 'complex',
  multiValued: false,
  description: enterpriseUserSchema.description,
  required: false,
  subAttributes: enterpriseUserSchema.attributes,
  mutability: 'readWrite',
  returned: 'default',
  identityCenter: { support: 'stored' },
}

const attributes: Readonly<Record<ResourceTypeName, readonly Attribute[]>> = {
  User: [...common.attributes, ...userSchema.attributes, enterpriseUser],
  Group: [...common.attributes, ...groupSchema.attributes],
}

/** Every attribute of a resource type, in the guide's order. */
export const attributesOf = (type: ResourceTypeName): readonly Attribute[] => attributes[type]

const attributesByDay = new Map<string, readonly Attribute[]>()

/** The same as of a day, `YYYY-MM-DD`: attributes with later support are unsupported. Memoized by type and day. */
export const attributesAsOf = (type: ResourceTypeName, asOf: string): readonly Attribute[] => {
  const key = `${type} ${asOf}`
  let list = attributesByDay.get(key)
  if (list === undefined) {
    list = attributes[type].map((attribute) =>
      (attribute.identityCenter.since ?? '') > asOf
        ? { ...attribute, identityCenter: { support: 'unsupported' } }
        : attribute,
    )
    attributesByDay.set(key, list)
  }
  return list
}

const byLowerCaseName = new WeakMap<readonly Attribute[], ReadonlyMap<string, Attribute>>()

/** The attribute with this name, ignoring case: RFC 7643, section 2.1. */
export const findAttribute = (
  among: readonly Attribute[] | undefined,
  name: string,
): Attribute | undefined => {
  if (among === undefined) return undefined
  let index = byLowerCaseName.get(among)
  if (index === undefined) {
    // Also by the schema's own spelling, which nearly all clients send.
    index = new Map(
      among.flatMap((attribute) => [
        [attribute.name, attribute],
        [attribute.name.toLowerCase(), attribute],
      ]),
    )
    byLowerCaseName.set(among, index)
  }
  return index.get(name) ?? index.get(name.toLowerCase())
}

/** The attribute at a location of a resource: `['emails', 0, 'value']`, `[enterpriseUserUrn, 'manager']`. */
export const attributeAt = (type: ResourceTypeName, location: Location): Attribute | undefined => {
  let found: Attribute | undefined
  let among: readonly Attribute[] | undefined = attributesOf(type)
  for (const key of location) {
    if (typeof key === 'number') continue
    found = findAttribute(among, key)
    among = found?.subAttributes
  }
  return found
}

/** The attributes that the service stores, in the guide's order. */
export const selectStored = (among: readonly Attribute[]): readonly Attribute[] =>
  among.filter(({ identityCenter }) => identityCenter.support === 'stored')
