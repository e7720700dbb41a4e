import { type Counted, roomText } from './quota.ts'
import { searchText } from './search-text.ts'
import type { ResourceWrite } from './store.ts'

/** A unique key: the attribute as clients name it, its column, and how a value becomes what is stored there. */
export interface KeyColumn<Keys> {
  readonly name: keyof Keys & string
  readonly column: string
  readonly key: (value: string | undefined) => Uint8Array | null
}

/** Of both kinds of resources the external id is one. */
export type UniqueKeys<Keys> = Readonly<Record<keyof Keys | 'externalId', string | undefined>>

/** The columns that are filled by the field of their name, beside the keys, which travel as base64. */
const types = {
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

/** A new row as it travels to the database. */
export type SerializedRow = Readonly<Record<string, string | null>>

/** What is made of a new user or group before it is inserted. */
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
  } satisfies Record<keyof typeof types, string | null>
  for (const { name, column, key } of keys) {
    const bytes = key(values[name])
    row[column] = bytes && Buffer.from(bytes).toString('base64')
  }
  return row
}

/**
 * Inserts rows that come as one text of JSON, as events do, in their order: if there is room for them. Its values are
 * the store, the rows, and those of the condition of room.
 */
export const insertText = ({
  table,
  sequence,
  keys,
}: Counted & { readonly keys: readonly { readonly column: string }[] }): string => {
  const columns = Object.keys(types)
  const keyColumns = keys.map(({ column }) => column)
  const fields = [
    ...Object.entries(types).map((field) => field.join(' ')),
    ...keyColumns.map((column) => `${column} text`),
  ]
  return `insert into ${table} (identity_store_id, ${[...columns, ...keyColumns].join(', ')})
    select ?::text, ${columns.join(', ')},
      ${keyColumns.map((column) => `decode(${column}, 'base64')`).join(', ')}
    from json_to_recordset(?::json) as row (${fields.join(', ')})
    where (select ${roomText({ sequence })})`
}
