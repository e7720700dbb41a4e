import type { Database } from './database.ts'
import type { EventRow } from './event-types.ts'
import { foldedKey } from './keys.ts'
import { repeated } from './repeated.ts'
import { execute, type Statement } from './statement.ts'

/** A text as PostgreSQL can keep it: without NUL, and without halves of surrogate pairs. */
export const storable = (text: string): string =>
  text.isWellFormed() && !text.includes('\0') ? text : text.replaceAll(/\0|\p{Cs}/gu, '\ufffd')

const optional = (text: string | null) => (text === null ? null : storable(text))

/** Rule ids hold no blank: many of them travel as one text, since an array of arrays must be rectangular. */
const ruleIdsOf = ({ findings }: EventRow): string =>
  [...new Set(findings.map(({ ruleId }) => storable(ruleId)))].join(' ')

interface Column {
  readonly name: string
  readonly type: 'text' | 'bytea' | 'integer' | 'double precision' | 'timestamptz'
  readonly value: (row: EventRow) => string | number | Date | Uint8Array | null
  /** What is stored, in SQL, where that is not the value itself. */
  readonly wrap?: (value: string) => string
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
    wrap: (value) => `string_to_array(${value}, ' ')`,
  },
  { name: 'resource_id', type: 'text', value: (row) => optional(row.resourceId) },
  {
    name: 'resource_name_key',
    type: 'bytea',
    value: (row) => foldedKey(row.resourceName ?? undefined),
  },
]

const names = columns.map(({ name }) => name).join(', ')

const placeholders = columns.map((column) => {
  const value = `?::${column.type}`
  return column.wrap?.(value) ?? value
})

/** What follows a write that names itself `written`: its event is stored as often as rows were written. */
const insertIfWritten = `insert into events (${names}) select ${placeholders.join(', ')} from written`

/**
 * Executes a write, and in one statement with it its event, and what is to be done beside it, which may refer to the
 * rows as `written`; says whether a row was written.
 */
export const executeWithEvent = async (
  db: Database,
  write: Statement,
  event: EventRow | undefined,
  beside: readonly Statement[] = [],
): Promise<boolean> => {
  const run = (statement: Statement) =>
    db.isTransaction ? execute(db, statement) : repeated(() => execute(db, statement))
  if (event === undefined && beside.length === 0) {
    return (await run(write)).numAffectedRows === 1n
  }
  const others = beside.map(({ text }, index) => `, beside${index} as (${text})`).join('')
  const last =
    event === undefined
      ? { text: 'select 1 from written', values: [] }
      : { text: insertIfWritten, values: columns.map(({ value }) => value(event)) }
  const { numAffectedRows, rows } = await run({
    text: `with written as (${write.text} returning 1)${others} ${last.text}`,
    values: [...write.values, ...beside.flatMap(({ values }) => values), ...last.values],
  })
  return event === undefined ? rows.length === 1 : numAffectedRows === 1n
}

const arrays = columns.map(({ type }) => `?::${type}[]`).join(', ')
const unnested = columns
  .map(({ name, wrap }) => wrap?.(`event.${name}`) ?? `event.${name}`)
  .join(', ')

/** Inserts any number of events by one statement whose text never changes, so that its plan is kept. */
export const insertEvents = async (db: Database, rows: readonly EventRow[]): Promise<void> => {
  await execute(db, {
    text: `insert into events (${names}) select ${unnested} from unnest(${arrays}) as event (${names})`,
    values: columns.map(({ value }) => rows.map(value)),
  })
}
