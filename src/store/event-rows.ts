import { type RawBuilder, sql } from 'kysely'
import type { Database } from './database.ts'
import type { EventRow } from './event-types.ts'
import { foldedKey } from './keys.ts'

/** A text as PostgreSQL can keep it: without NUL, and without halves of surrogate pairs. */
export const storable = (text: string): string => text.replaceAll(/\0|\p{Cs}/gu, '\ufffd')

const optional = (text: string | null) => (text === null ? null : storable(text))

/** Rule ids hold no blank: many of them travel as one text, since an array of arrays must be rectangular. */
const ruleIdsOf = ({ findings }: EventRow): string =>
  [...new Set(findings.map(({ ruleId }) => storable(ruleId)))].join(' ')

interface Column {
  readonly name: string
  readonly type: 'text' | 'bytea' | 'integer' | 'double precision' | 'timestamptz'
  readonly value: (row: EventRow) => string | number | Date | Uint8Array | null
  /** What is stored, where that is not the value itself. */
  readonly stored?: (value: RawBuilder<unknown>) => RawBuilder<unknown>
}

const columns: readonly Column[] = [
  { name: 'identity_store_id', type: 'text', value: (row) => optional(row.identityStoreId) },
  { name: 'origin', type: 'text', value: (row) => row.origin },
  { name: 'request_id', type: 'text', value: (row) => storable(row.requestId) },
  { name: 'at', type: 'timestamptz', value: (row) => row.at },
  { name: 'tenant_id', type: 'text', value: (row) => optional(row.tenantId) },
  { name: 'token_id', type: 'text', value: (row) => optional(row.tokenId) },
  { name: 'operation', type: 'text', value: (row) => optional(row.operation) },
  { name: 'method', type: 'text', value: (row) => storable(row.method) },
  { name: 'path', type: 'text', value: (row) => storable(row.path) },
  { name: 'query', type: 'text', value: (row) => storable(row.query) },
  { name: 'user_agent', type: 'text', value: (row) => optional(row.userAgent) },
  { name: 'source_ip', type: 'text', value: (row) => optional(row.sourceIp) },
  { name: 'request_body', type: 'bytea', value: (row) => row.requestBody },
  { name: 'request_bytes', type: 'integer', value: (row) => row.requestBytes },
  { name: 'status', type: 'integer', value: (row) => row.status },
  { name: 'response_body', type: 'bytea', value: (row) => row.responseBody },
  { name: 'duration_ms', type: 'double precision', value: (row) => row.durationMs },
  { name: 'error_code', type: 'text', value: (row) => optional(row.errorCode) },
  { name: 'error_message', type: 'text', value: (row) => optional(row.errorMessage) },
  { name: 'findings', type: 'text', value: (row) => JSON.stringify(row.findings) },
  {
    name: 'rule_ids',
    type: 'text',
    value: ruleIdsOf,
    stored: (value) => sql`string_to_array(${value}, ' ')`,
  },
  { name: 'resource_id', type: 'text', value: (row) => optional(row.resourceId) },
  {
    name: 'resource_name_key',
    type: 'bytea',
    value: (row) => foldedKey(row.resourceName ?? undefined),
  },
]

const names = sql.join(columns.map(({ name }) => sql.ref(name)))
const types = columns.map(({ type }) => sql.raw(type))

const storedAs = ({ stored }: Column, value: RawBuilder<unknown>) => stored?.(value) ?? value

/** The event of a write that names itself `written`: it is stored as often as rows were written. */
const insertIfWritten = (row: EventRow): RawBuilder<unknown> => {
  const values = columns.map((column, index) =>
    storedAs(column, sql`${column.value(row)}::${types[index]}`),
  )
  return sql`insert into events (${names}) select ${sql.join(values)} from written`
}

/** Executes a write, and its event with it in one statement; says whether a row was written. */
export const executeWithEvent = async (
  db: Database,
  write: RawBuilder<unknown>,
  event: EventRow | undefined,
): Promise<boolean> => {
  const statement =
    event === undefined
      ? write
      : sql`with written as (${write} returning 1) ${insertIfWritten(event)}`
  const { numAffectedRows } = await statement.execute(db)
  return numAffectedRows === 1n
}

/** Inserts any number of events by one statement whose text never changes, so that its plan is kept. */
export const insertEvents = async (db: Database, rows: readonly EventRow[]): Promise<void> => {
  const arrays = columns.map(({ value }, index) => sql`${rows.map(value)}::${types[index]}[]`)
  const values = columns.map((column) => storedAs(column, sql`event.${sql.ref(column.name)}`))
  await sql`
    insert into events (${names})
    select ${sql.join(values)} from unnest(${sql.join(arrays)}) as event (${names})`.execute(db)
}
