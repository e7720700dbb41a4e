import { type QuotaTable, quotaConditionText } from './quota.ts'
import { searchText } from './search-text.ts'
import type { ResourceWrite } from './store.ts'

/** A unique key: the name of the attribute, its column, and the function from a value to the stored key. */
export interface KeyColumn<Keys> {
  readonly name: keyof Keys & string
  readonly column: string
  readonly key: (value: string | undefined) => Uint8Array | null
}

/** The values of the unique keys. Users and groups both have an external id. */
export type UniqueKeys<Keys> = Readonly<Record<keyof Keys | 'externalId', string | undefined>>

/** The columns that take the field of the same name. Unique keys come as base64 beside them. */
const columnTypes = {
  id: 'text',
  external_id_issuer: 'text',
  resource: 'text',
  created_at: 'timestamptz',
  updated_at: 'timestamptz',
  created_by: 'text',
  updated_by: 'text',
  extra: 'text',
  search_text: 'text',
} as const

/** A new row in the form that goes to the database. */
export type SerializedRow = Readonly<Record<string, string | null>>

/** Serializes a new user or group. */
export const serializeRow = <Keys extends UniqueKeys<Keys>>(
  keys: readonly KeyColumn<Keys>[],
  {
    id,
    resource,
    keys: values,
    externalIdIssuer,
    at,
    by = 'scim',
    extra = '{}',
  }: ResourceWrite<Keys>,
): SerializedRow => {
  const time = at.toISOString()
  const row: Record<string, string | null> = {
    id,
    external_id_issuer: externalIdIssuer ?? null,
    resource,
    created_at: time,
    updated_at: time,
    created_by: by,
    updated_by: by,
    extra,
    search_text: searchText(resource),
  } satisfies Record<keyof typeof columnTypes, string | null>
  for (const { name, column, key } of keys) {
    const bytes = key(values[name])
    row[column] = bytes && Buffer.from(bytes).toString('base64')
  }
  return row
}

/**
 * The SQL that inserts rows from one JSON text, in their order, under the condition of the quota (`quota.ts`). One JSON
 * value makes the same text for any number of rows. Its values: the store, the rows, and those of the condition.
 */
export const insertText = ({
  table,
  sequence,
  keys,
}: QuotaTable & { readonly keys: readonly { readonly column: string }[] }): string => {
  const columns = Object.keys(columnTypes)
  const keyColumns = keys.map(({ column }) => column)
  const fields = [
    ...Object.entries(columnTypes).map((field) => field.join(' ')),
    ...keyColumns.map((column) => `${column} text`),
  ]
  return `insert into ${table} (identity_store_id, ${[...columns, ...keyColumns].join(', ')})
    select ?::text, ${columns.join(', ')},
      ${keyColumns.map((column) => `decode(${column}, 'base64')`).join(', ')}
    from json_to_recordset(?::json) as row (${fields.join(', ')})
    where (select ${quotaConditionText({ sequence })})`
}
