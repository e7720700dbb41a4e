import { isUtf8 } from 'node:buffer'
import { memoize } from '../lib/memoize.ts'
import type { Database } from './database.ts'
import type { EventRow } from './event-types.ts'
import { foldedKey } from './keys.ts'
import { retry } from './retry.ts'
import { execute, type Statement } from './statement.ts'

/** A text that PostgreSQL can store: NUL and lone surrogates become U+FFFD. */
export const toStorableText = (text: string): string =>
  text.isWellFormed() && !text.includes('\0') ? text : text.replaceAll(/\0|\p{Cs}/gu, '\ufffd')

const optionalText = (text: string | null) => (text === null ? undefined : toStorableText(text))

const encodeBase64 = (bytes: Uint8Array | null | undefined) =>
  bytes ? Buffer.from(bytes).toString('base64') : undefined

/** Decodes bytes to a text, if PostgreSQL can store it. */
const decodeText = (bytes: Uint8Array | null): string | undefined => {
  if (bytes === null || !isUtf8(bytes) || bytes.includes(0)) return undefined
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()
}

const distinctRuleIds = ({ findings }: EventRow): readonly string[] =>
  findings.length === 0 ? [] : [...new Set(findings.map(({ ruleId }) => toStorableText(ruleId)))]

/** An event in the form that goes to the database. Bodies go as text if possible, which is shorter than base64. */
const serializeEvent = (row: EventRow) => {
  const requestText = decodeText(row.requestBody)
  const responseText = decodeText(row.responseBody)
  return {
    identity_store_id: optionalText(row.identityStoreId),
    origin: row.origin,
    request_id: toStorableText(row.requestId),
    at: row.at,
    tenant_id: optionalText(row.tenantId),
    token_id: optionalText(row.tokenId),
    operation: optionalText(row.operation),
    method: toStorableText(row.method),
    path: toStorableText(row.path),
    query: toStorableText(row.query),
    user_agent: optionalText(row.userAgent),
    source_ip: optionalText(row.sourceIp),
    request_text: requestText,
    request_base64: requestText === undefined ? encodeBase64(row.requestBody) : undefined,
    request_bytes: row.requestBytes,
    status: row.status,
    response_text: responseText,
    response_base64: responseText === undefined ? encodeBase64(row.responseBody) : undefined,
    duration_ms: row.durationMs,
    error_code: optionalText(row.errorCode),
    error_message: optionalText(row.errorMessage),
    findings: JSON.stringify(row.findings),
    rule_ids: distinctRuleIds(row),
    resource_id: optionalText(row.resourceId),
    name_key_base64: encodeBase64(foldedKey(row.resourceName ?? undefined)),
  }
}

const fieldTypes: Readonly<Record<keyof ReturnType<typeof serializeEvent>, string>> = {
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

const bytesExpression = (name: string) =>
  `coalesce(convert_to(${name}_text, 'UTF8'), decode(${name}_base64, 'base64'))`

/** The expressions of the columns that do not take the field of the same name. */
const computedColumns: Readonly<Record<string, string>> = {
  request_body: bytesExpression('request'),
  response_body: bytesExpression('response'),
  resource_name_key: "decode(name_key_base64, 'base64')",
}

const plainColumns = Object.keys(fieldTypes).filter((name) => !/_(text|base64)$/.test(name))
const columns = [...plainColumns, ...Object.keys(computedColumns)].join(', ')
const values = [...plainColumns, ...Object.values(computedColumns)].join(', ')
const fields = Object.entries(fieldTypes).map((field) => field.join(' '))

/**
 * Inserts events from one JSON text. That costs the driver and the database a fraction of one value for each column,
 * and any number of events make the same statement, whose plan is kept.
 */
const insertText = `insert into events (${columns})
  select ${values} from json_to_recordset(?::json) as event (${fields.join(', ')})`

/** Inserts any number of events. */
export const insertEvents = async (db: Database, rows: readonly EventRow[]): Promise<void> => {
  await execute(db, { text: insertText, values: [JSON.stringify(rows.map(serializeEvent))] })
}

const writeClause = (write: string) => `with written as (${write} returning 1)`

/** Inserts events if the write wrote a row. */
const insertIfWritten = `${insertText} where exists (select from written)`

/** A write and its events in one statement. */
const writeWithEvents = memoize((write) => `${writeClause(write)} ${insertIfWritten}`)

/**
 * Executes a write together with its events, one for each row, in one statement. `others` are further writes of the
 * same statement, which may refer to the written rows as `written`. The write has to write all of its rows or none.
 * Returns whether it wrote them. Retries after a deadlock, unless in a transaction.
 */
export const executeWithEvents = async (
  db: Database,
  write: Statement,
  events: readonly EventRow[],
  others: readonly Statement[] = [],
): Promise<boolean> => {
  const run = (statement: Statement) =>
    db.isTransaction ? execute(db, statement) : retry(() => execute(db, statement))
  if (events.length === 0 && others.length === 0) return (await run(write)).count > 0

  const eventValues = events.length === 0 ? [] : [JSON.stringify(events.map(serializeEvent))]
  if (others.length === 0) {
    const values = [...write.values, ...eventValues]
    return (await run({ text: writeWithEvents(write.text), values })).count > 0
  }
  const clauses = others.map(({ text }, index) => `, other${index} as (${text})`).join('')
  const last = events.length === 0 ? 'select from written' : insertIfWritten
  const { count } = await run({
    text: `${writeClause(write.text)}${clauses} ${last}`,
    values: [...write.values, ...others.flatMap(({ values }) => values), ...eventValues],
  })
  return count > 0
}
