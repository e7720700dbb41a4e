import type { JsonObject } from '../../scim/resource.ts'
import type { ResourceTypeName } from '../../scim/schema.ts'
import { type CsvRecord, csvRecords } from '../files/csv-records.ts'
import { FileError, type ResourceRow } from '../files/resource-row.ts'
import { type Column, columnAt, exportColumns, exportOf, suggestion } from './csv-columns.ts'
import { resourceOf } from './csv-resource.ts'
import { type UserExport, userExports } from './exports.ts'

/** How a table is read. */
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
  const told = headers.slice(0, 5).map((header) => {
    const meant = suggestion(header, type)
    return meant === undefined ? `"${header}"` : `"${header}" (${meant}?)`
  })
  const more = headers.length > told.length ? ` and ${headers.length - told.length} more` : ''
  return new FileError(
    line,
    `${told.join(', ')}${more} ${headers.length === 1 ? 'is no attribute path' : 'are no attribute paths'} of a ${type.toLowerCase()}; the first row names one a column, as in userName, name.givenName, emails.value, or is that of an Okta, Entra or Google Workspace export.`,
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
      throw new FileError(line, `it has no column that an export of ${source.name} has.`)
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

/** What an export does not say, and its provider sends all the same. */
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

/** The users or groups of a CSV file. Its first row says what the columns are. */
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
        `it has ${cells.length} cells, the first row ${table.width}: a comma within a cell wants quotation marks around the cell.`,
      )
    }
    const resource = completed(resourceOf(table.columns, cells, table), table.source)
    yield { line, type: table.type, resource, bytes: 0, duplicateKeys: false }
  }
}
