import type { Location } from './resource.ts'
import { type Attribute, attributesOf, findAttribute, type ResourceTypeName } from './schema.ts'
import { enterpriseUserUrn, groupUrn, userUrn } from './urn.ts'

/** An attribute and its location. */
export interface NamedAttribute {
  /** The location in a resource: `['name']`, `[enterpriseUserUrn, 'manager']`. */
  readonly location: Location
  readonly attribute: Attribute
  readonly subAttribute?: Attribute
}

const coreUrn: Readonly<Record<ResourceTypeName, string>> = { User: userUrn, Group: groupUrn }

/**
 * Resolves a name without brackets, such as `name.givenName`, with or without its schema's URN: RFC 7644, section 3.10.
 * Ignores case, unless `exactly`.
 */
export const resolveName = (
  text: string,
  type: ResourceTypeName,
  exactly = false,
): NamedAttribute | undefined => {
  const found = findByName(text, type)
  return found !== undefined && (!exactly || isSpelledExactly(found, text, type))
    ? found
    : undefined
}

const findByName = (text: string, type: ResourceTypeName): NamedAttribute | undefined => {
  const attributes = attributesOf(type)
  const afterCore = stripUrn(text, coreUrn[type])
  if (afterCore !== undefined) return findAmong(afterCore, attributes, [])

  const extension = findAttribute(attributes, enterpriseUserUrn)
  if (extension === undefined) return findAmong(text, attributes, [])

  const extended = stripUrn(text, enterpriseUserUrn)
  if (extended === '') return { location: [enterpriseUserUrn], attribute: extension }
  // The guide's filters and Entra's older requests have `manager` without the URN.
  const rest = extended ?? (/^manager(?:\.|$)/i.test(text) ? text : undefined)
  if (rest !== undefined) return findAmong(rest, extension.subAttributes, [enterpriseUserUrn])
  return findAmong(text, attributes, [])
}

/** The rest of a text after a URN and a colon. A period instead of the colon is accepted, too. */
const stripUrn = (text: string, urn: string): string | undefined => {
  const prefix = text.slice(0, urn.length)
  if (prefix.toLowerCase() !== urn.toLowerCase()) return undefined
  const rest = text.slice(urn.length)
  if (rest === '') return rest
  return /^[:.]./.test(rest) ? rest.slice(1) : undefined
}

const findAmong = (
  text: string,
  among: readonly Attribute[] | undefined,
  around: Location,
): NamedAttribute | undefined => {
  const [name = '', subName, ...more] = text.split('.')
  const attribute = findAttribute(among, name)
  if (attribute === undefined || more.length > 0) return undefined
  const location = [...around, attribute.name]
  if (subName === undefined) return { location, attribute }
  const subAttribute = findAttribute(attribute.subAttributes, subName)
  return subAttribute && { location, attribute, subAttribute }
}

const isSpelledExactly = (found: NamedAttribute, text: string, type: ResourceTypeName): boolean => {
  const plain = formatName(found)
  return text === plain || text === `${coreUrn[type]}:${plain}`
}

/** The canonical spelling: `name.givenName`, `urn:…:enterprise:2.0:User:manager.value`. */
export const formatName = ({ location, subAttribute }: NamedAttribute): string => {
  const name = location.join(':')
  return subAttribute === undefined ? name : `${name}.${subAttribute.name}`
}

/** The name in a filter, in the schema's spelling and without the URN of a core schema; an unknown name as it is. */
export const canonicalizeName = (text: string): string => {
  if (/^manager(?:\.|$)/i.test(text)) return text.toLowerCase()
  const found = resolveName(text, 'User') ?? resolveName(text, 'Group')
  return found === undefined ? text : formatName(found)
}
