import { parseAttributePath } from '../../scim/attribute-path.ts'
import type { Json, Location } from '../../scim/resource.ts'
import { attributeAt, attributesOf, type ResourceTypeName } from '../../scim/schema.ts'
import type { ExportColumn, UserExport } from './exports.ts'

/** A column of a table and the attribute that its cells are written to. */
export interface Column {
  readonly cell: number
  readonly location: Location
  readonly isList: boolean
  /** For a list attribute: identifies the element (by its filter). Empty without a filter. */
  readonly entry: string
  readonly filter: { readonly attribute: string; readonly value: string | boolean } | undefined
  readonly subAttribute: string | undefined
  readonly value: (text: string) => Json
}

const booleans: Readonly<Record<string, boolean>> = { true: true, false: false }

const booleanOf = (text: string): Json => booleans[text.trim().toLowerCase()] ?? text

const asText = (text: string): Json => text

/** The column with an attribute path as its heading; undefined if the path is unknown or has sub-attributes. */
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

/** The export that has one of these headings. */
export const exportOf = (
  headers: readonly string[],
  exports: readonly UserExport[],
): UserExport | undefined => {
  const names = headers.map(exportName)
  return exports.find(({ marks }) => marks.some((mark) => names.includes(mark)))
}

/** The columns of an export that the identity provider sends; other columns are ignored. */
export const exportColumns = (headers: readonly string[], { columns }: UserExport) =>
  headers.flatMap((header, cell) => {
    const key = exportKey(header)
    const known = Object.hasOwn(columns, key) ? columns[key] : undefined
    return (known?.paths ?? []).flatMap((path) => columnAt(cell, path, 'User', known?.value) ?? [])
  })

/** Names that people use for attributes in tables of their own. */
const commonNames: readonly (readonly [name: RegExp, path: string])[] = [
  [/^(?:primary|work)?e?mail(?:address)?$/, 'emails.value'],
  [/^(?:work)?(?:tele)?phone(?:number)?$/, 'phoneNumbers.value'],
  [/^(?:user|login|loginname)$/, 'userName'],
  [/^firstname$/, 'name.givenName'],
  [/^(?:lastname|surname)$/, 'name.familyName'],
  [/^(?:enabled|status)$/, 'active'],
]

/** The attribute path that an unknown heading probably means: `givenName` means `name.givenName`. */
export const suggestion = (header: string, type: ResourceTypeName): string | undefined => {
  const wanted = header.replace(/[\s_-]/g, '').toLowerCase()
  const paths = attributesOf(type).flatMap(({ name, subAttributes = [] }) => [
    name,
    ...subAttributes.map((part) => `${name}${name.startsWith('urn:') ? ':' : '.'}${part.name}`),
  ])
  const alike = paths.filter((path) => path.split(/[.:]/).at(-1)?.toLowerCase() === wanted)
  const meant = [
    ...commonNames.flatMap(([name, path]) => (name.test(wanted) ? path : [])),
    ...alike,
  ]
  return meant.find((path) => columnAt(0, path, type) !== undefined)
}
