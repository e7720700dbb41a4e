import type { JsonObject } from '../../scim/resource.ts'
import type { ResourceTypeName } from '../../scim/schema.ts'
import { type CsvRecord, csvRecords } from '../files/csv-records.ts'
import { FileError, type ResourceRow } from '../files/resource-row.ts'
import { type Column, columnAt, exportColumns, exportOf, suggestion } from './csv-columns.ts'
import { resourceOf } from './csv-resource.ts'
import { type UserExport, userExports } from './exports.ts'

/** How to read the rows of a table, derived from its heading. */
interface Table {
  readonly type: ResourceTypeName
  readonly width: number
  readonly columns: readonly Column[]
  readonly hasPrimary: boolean
  readonly source: UserExport | undefined
}

const isOfGroups = (headers: readonly string[]): boolean => {
  const has = (name: string) => headers.some((header) => header.toLowerCase().startsWith(name))
  return has('displayname') && !['username', 'name.', 'emails', 'active'].some(has)
}

const unknownColumns = (
  line: number,
  headers: readonly string[],
  type: ResourceTypeName,
): FileError => {
  const listed = headers.slice(0, 5).map((header) => {
    const meant = suggestion(header, type)
    return meant === undefined ? `"${header}"` : `"${header}" (${meant}?)`
  })
  const more = headers.length > listed.length ? ` and ${headers.length - listed.length} more` : ''
  return new FileError(
    line,
    `The heading has unknown columns for a ${type.toLowerCase()}: ${listed.join(', ')}${more}. Use attribute paths such as userName, name.givenName and emails.value, or the heading of an Okta, Entra or Google Workspace export.`,
  )
}

const tableOf = (
  { line, cells }: CsvRecord,
  type: ResourceTypeName | undefined,
  format: string | undefined,
): Table => {
  const headers = cells.map((cell) => cell.trim())
  const source =
    type === 'Group' || format === 'csv'
      ? undefined
      : (userExports.find(({ name }) => name === format) ?? exportOf(headers, userExports))
  if (source !== undefined) {
    const columns = exportColumns(headers, source)
    if (columns.length === 0) {
      throw new FileError(line, `The heading has no column of the ${source.name} export.`)
    }
    return { type: 'User', width: headers.length, columns, hasPrimary: false, source }
  }
  const own = type ?? (isOfGroups(headers) ? 'Group' : 'User')
  const found = headers.map((header, cell) => columnAt(cell, header, own))
  const unknown = headers.filter((header, cell) => header !== '' && found[cell] === undefined)
  const columns = found.filter((column) => column !== undefined)
  if (unknown.length > 0 || columns.length === 0) throw unknownColumns(line, unknown, own)
  const hasPrimary = columns.some(
    ({ location, subAttribute, filter }) =>
      location[0] === 'emails' && (subAttribute === 'primary' || filter?.attribute === 'primary'),
  )
  return { type: own, width: headers.length, columns, hasPrimary, source: undefined }
}

/** Adds attributes that the identity provider sends but its export does not contain. */
const completed = (resource: JsonObject, source: UserExport | undefined): JsonObject => {
  if (source === undefined) return resource
  const { givenName = '', familyName = '' } = Object(resource['name'])
  const composed = `${givenName} ${familyName}`.trim()
  return {
    ...(source.composesDisplayName && composed !== '' && { displayName: composed }),
    active: true,
    ...resource,
  }
}

/** The users or groups of a CSV file. Its first row is the heading. */
export async function* csvRows(
  chunks: AsyncIterable<Uint8Array>,
  options: { readonly type: ResourceTypeName | undefined; readonly format: string | undefined },
): AsyncGenerator<ResourceRow> {
  let table: Table | undefined
  for await (const record of csvRecords(chunks)) {
    if (table === undefined) {
      table = tableOf(record, options.type, options.format)
      continue
    }
    const { line, cells } = record
    if (cells.slice(table.width).some((cell) => cell !== '')) {
      throw new FileError(
        line,
        `The row has ${cells.length} cells, but the heading has ${table.width}. Put cells that contain the separator in quotation marks.`,
      )
    }
    const resource = completed(resourceOf(table.columns, cells, table), table.source)
    yield { line, type: table.type, resource, bytes: 0, duplicateKeys: false }
  }
}
