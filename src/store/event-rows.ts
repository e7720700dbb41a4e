import { isUtf8 } from 'node:buffer'
import type { Database } from './database.ts'
import type { EventRow } from './event-types.ts'
import { foldedKey } from './keys.ts'
import { retry } from './retry.ts'
import { execute, memoize, type Statement } from './statement.ts'

/** A text as PostgreSQL can keep it: without NUL, and without halves of surrogate pairs. */
export const storable = (text: string): string =>
  text.isWellFormed() && !text.includes('\0') ? text : text.replaceAll(/\0|\p{Cs}/gu, '\ufffd')

const optional = (text: string | null) => (text === null ? undefined : storable(text))

const base64 = (bytes: Uint8Array | null | undefined) =>
  bytes ? Buffer.from(bytes).toString('base64') : undefined

/** Bytes as text where they are one that PostgreSQL can keep. */
const textOf = (bytes: Uint8Array | null): string | undefined => {
  if (bytes === null || !isUtf8(bytes) || bytes.includes(0)) return undefined
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()
}

const ruleIdsOf = ({ findings }: EventRow): readonly string[] =>
  findings.length === 0 ? [] : [...new Set(findings.map(({ ruleId }) => storable(ruleId)))]

/** An event as it travels to the database. */
const serializeEvent = (row: EventRow) => {
  const requestText = textOf(row.requestBody)
  const responseText = textOf(row.responseBody)
  return {
    identity_store_id: optional(row.identityStoreId),
    origin: row.origin,
    request_id: storable(row.requestId),
    at: row.at,
    tenant_id: optional(row.tenantId),
    token_id: optional(row.tokenId),
    operation: optional(row.operation),
    method: storable(row.method),
    path: storable(row.path),
    query: storable(row.query),
    user_agent: optional(row.userAgent),
    source_ip: optional(row.sourceIp),
    request_text: requestText,
    request_base64: requestText === undefined ? base64(row.requestBody) : undefined,
    request_bytes: row.requestBytes,
    status: row.status,
    response_text: responseText,
    response_base64: responseText === undefined ? base64(row.responseBody) : undefined,
    duration_ms: row.durationMs,
    error_code: optional(row.errorCode),
    error_message: optional(row.errorMessage),
    findings: JSON.stringify(row.findings),
    rule_ids: ruleIdsOf(row),
    resource_id: optional(row.resourceId),
    name_key_base64: base64(foldedKey(row.resourceName ?? undefined)),
  }
}

const types: Readonly<Record<keyof ReturnType<typeof serializeEvent>, string>> = {
  identity_store_id: 'text',
  origin: 'text',
  request_id: 'text',
  at: 'timestamptz',
  tenant_id: 'text',
  token_id: 'text',
  operation: 'text',
  method: 'text',
  path: 'text',
  query: 'text',
  user_agent: 'text',
  source_ip: 'text',
  request_text: 'text',
  request_base64: 'text',
  request_bytes: 'integer',
  status: 'integer',
  response_text: 'text',
  response_base64: 'text',
  duration_ms: 'double precision',
  error_code: 'text',
  error_message: 'text',
  findings: 'text',
  rule_ids: 'text[]',
  resource_id: 'text',
  name_key_base64: 'text',
}

const bytes = (name: string) =>
  `coalesce(convert_to(${name}_text, 'UTF8'), decode(${name}_base64, 'base64'))`

/** What is stored in the columns that are not filled by the field of their name. */
const madeUp: Readonly<Record<string, string>> = {
  request_body: bytes('request'),
  response_body: bytes('response'),
  resource_name_key: "decode(name_key_base64, 'base64')",
}

const plain = Object.keys(types).filter((name) => !/_(text|base64)$/.test(name))
const columns = [...plain, ...Object.keys(madeUp)].join(', ')
const values = [...plain, ...Object.values(madeUp)].join(', ')
const fields = Object.entries(types).map((field) => field.join(' '))

/**
 * Inserts events that come as one text of JSON: that costs the driver and the database a fraction of what a value for
 * each column does, and any number of events make the same statement, so that its plan is kept.
 */
const insert = `insert into events (${columns})
  select ${values} from json_to_recordset(?::json) as event (${fields.join(', ')})`

/** Inserts any number of events. */
export const insertEvents = async (db: Database, rows: readonly EventRow[]): Promise<void> => {
  await execute(db, { text: insert, values: [JSON.stringify(rows.map(serializeEvent))] })
}

const written = (write: string) => `with written as (${write} returning 1)`

/** The last part of a text: events, if any row was written. */
const eventsOfWritten = `${insert} where exists (select from written)`

/** A write and its events in one text. */
const withEvents = memoize((write) => `${written(write)} ${eventsOfWritten}`)

/**
 * Executes a write, and in one statement with it its events, one for each row, and what is to be done beside it, which
 * may refer to the rows as `written`. The write writes all of its rows or none; says which.
 */
export const executeWithEvents = async (
  db: Database,
  write: Statement,
  events: readonly EventRow[],
  beside: readonly Statement[] = [],
): Promise<boolean> => {
  const run = (statement: Statement) =>
    db.isTransaction ? execute(db, statement) : retry(() => execute(db, statement))
  if (events.length === 0 && beside.length === 0) return (await run(write)).count > 0

  const eventValues = events.length === 0 ? [] : [JSON.stringify(events.map(serializeEvent))]
  if (beside.length === 0) {
    const values = [...write.values, ...eventValues]
    return (await run({ text: withEvents(write.text), values })).count > 0
  }
  const others = beside.map(({ text }, index) => `, beside${index} as (${text})`).join('')
  const last = events.length === 0 ? 'select from written' : eventsOfWritten
  const { count } = await run({
    text: `${written(write.text)}${others} ${last}`,
    values: [...write.values, ...beside.flatMap(({ values }) => values), ...eventValues],
  })
  return count > 0
}
