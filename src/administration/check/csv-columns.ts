import { parseAttributePath } from '../../scim/attribute-path.ts'
import type { Json, Location } from '../../scim/resource.ts'
import { attributeAt, attributesOf, type ResourceTypeName } from '../../scim/schema.ts'
import type { ExportColumn, UserExport } from './exports.ts'

/** Where the cells of a column go in a resource. */
export interface Column {
  readonly cell: number
  readonly location: Location
  readonly isList: boolean
  /** Of a list: the value that is meant, told apart by its filter; and what the filter says of it. */
  readonly entry: string
  readonly filter: { readonly attribute: string; readonly value: string | boolean } | undefined
  readonly subAttribute: string | undefined
  readonly value: (text: string) => Json
}

const booleans: Readonly<Record<string, boolean>> = { true: true, false: false }

const booleanOf = (text: string): Json => booleans[text.trim().toLowerCase()] ?? text

const asText = (text: string): Json => text

/** A path that a column may have; undefined for what is none, or is of several parts. */
export const columnAt = (
  cell: number,
  path: string,
  type: ResourceTypeName,
  value?: ExportColumn['value'],
): Column | undefined => {
  const parsed = parseAttributePath(path, type)
  if (typeof parsed === 'string') return undefined
  const { attribute: location, valueFilter } = parsed
  const attribute = attributeAt(type, location)
  if (attribute === undefined) return undefined
  const isComplex = attribute.subAttributes !== undefined
  const isList = attribute.multiValued
  const subAttribute = parsed.subAttribute ?? (isComplex && isList ? 'value' : undefined)
  if (isComplex && subAttribute === undefined) return undefined
  const part =
    subAttribute === undefined ? attribute : attributeAt(type, [...location, subAttribute])
  if (part?.subAttributes !== undefined) return undefined
  return {
    cell,
    location,
    isList,
    entry: valueFilter === undefined ? '' : `${valueFilter.attribute}=${valueFilter.value}`,
    filter: valueFilter,
    subAttribute,
    value: value ?? (part?.type === 'boolean' ? booleanOf : asText),
  }
}

const exportName = (header: string): string =>
  header
    .replace(/\[[^\]]*\]/g, '')
    .trim()
    .toLowerCase()

/** `Email Address [Required]` is `email address`, `user.login` is `login`. */
const exportKey = (header: string): string => exportName(header).replace(/^user\./, '')

/** Which directory's list has such a heading. */
export const exportOf = (
  headers: readonly string[],
  exports: readonly UserExport[],
): UserExport | undefined => {
  const names = headers.map(exportName)
  return exports.find(({ marks }) => marks.some((mark) => names.includes(mark)))
}

/** The columns of a directory's list that are sent; the others are passed over. */
export const exportColumns = (headers: readonly string[], { columns }: UserExport) =>
  headers.flatMap((header, cell) => {
    const key = exportKey(header)
    const known = Object.hasOwn(columns, key) ? columns[key] : undefined
    return (known?.paths ?? []).flatMap((path) => columnAt(cell, path, 'User', known?.value) ?? [])
  })

/** What people call attributes when they make a table themselves. */
const everyday: readonly (readonly [name: RegExp, path: string])[] = [
  [/^(?:primary|work)?e?mail(?:address)?$/, 'emails.value'],
  [/^(?:work)?(?:tele)?phone(?:number)?$/, 'phoneNumbers.value'],
  [/^(?:user|login|loginname)$/, 'userName'],
  [/^firstname$/, 'name.givenName'],
  [/^(?:lastname|surname)$/, 'name.familyName'],
  [/^(?:enabled|status)$/, 'active'],
]

/** What somebody may have meant by a name that is no path: `givenName` is `name.givenName`. */
export const suggestion = (header: string, type: ResourceTypeName): string | undefined => {
  const wanted = header.replace(/[\s_-]/g, '').toLowerCase()
  const paths = attributesOf(type).flatMap(({ name, subAttributes = [] }) => [
    name,
    ...subAttributes.map((part) => `${name}${name.startsWith('urn:') ? ':' : '.'}${part.name}`),
  ])
  const alike = paths.filter((path) => path.split(/[.:]/).at(-1)?.toLowerCase() === wanted)
  const meant = [...everyday.flatMap(([name, path]) => (name.test(wanted) ? path : [])), ...alike]
  return meant.find((path) => columnAt(0, path, type) !== undefined)
}
