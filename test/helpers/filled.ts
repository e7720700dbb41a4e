import {
  type Attribute,
  attributesOf,
  type ResourceTypeName,
  selectStored,
} from '../../src/scim/schema.ts'

type Value = string | boolean | Filled | readonly Filled[]
interface Filled {
  readonly [name: string]: Value
}

/** Attributes that are not stored as sent: secrets, memberships, and references by id. */
const elsewhere = ['password', 'groups', 'members', 'id', 'meta', 'schemas', '$ref']

const filledValue = (attribute: Attribute, text: string): Value | undefined => {
  const { name, type, multiValued, mutability, subAttributes } = attribute
  if (elsewhere.includes(name) || mutability === 'readOnly') return undefined
  if (type === 'boolean') return true
  if (type !== 'complex') return text
  const parts = filledFrom(selectStored(subAttributes ?? []), text)
  return multiValued ? [parts] : parts
}

const filledFrom = (attributes: readonly Attribute[], text: string): Filled =>
  Object.fromEntries(
    attributes.flatMap((attribute) => {
      const value = filledValue(attribute, text)
      return value === undefined ? [] : [[attribute.name, value] as const]
    }),
  )

/** A user or group with this text in every string attribute of the schemas. */
export const filledWith = (type: ResourceTypeName, text: string): Filled =>
  filledFrom(selectStored(attributesOf(type)), text)

/** The strings in a value, by path. */
export const textsIn = (value: unknown, path = ''): readonly (readonly [string, string])[] => {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, part]) => textsIn(part, `${path}/${name}`))
}
