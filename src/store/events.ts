import { type RawBuilder, sql } from 'kysely'
import { currentRuleId } from '../identity-center/former-rule-ids.ts'
import type { Finding } from '../identity-center/rule.ts'
import type { Database } from './database.ts'
import { cleanEvents } from './event-cleaning.ts'
import { eventConditions } from './event-conditions.ts'
import { type EventPosition, parsePosition, positionText } from './event-position.ts'
import { insertEvents, toStorableText } from './event-rows.ts'
import type { Events, StoredEvent } from './event-types.ts'
import { originText } from './origin-text.ts'

/** A row of the table `events`, as selected. */
interface EventRecord extends Omit<StoredEvent, 'position' | 'findings'>, EventPosition {
  readonly findings: string
}

const columns = sql.raw(`
  transaction_id as "transactionId", sequence, ${originText('origin')} as origin, identity_store_id as "identityStoreId",
  request_id as "requestId", at, tenant_id as "tenantId", token_id as "tokenId", operation, method,
  path, query, user_agent as "userAgent", source_ip as "sourceIp", request_body as "requestBody",
  request_bytes as "requestBytes", status, response_body as "responseBody",
  duration_ms as "durationMs", error_code as "errorCode", error_message as "errorMessage",
  findings, resource_id as "resourceId"`)

/** Only `insertEvents` and `executeWithEvents` write findings. Version 0.1 wrote them with former rule ids. */
const parseFindings = (text: string): readonly Finding[] =>
  (JSON.parse(text) as readonly Finding[]).map((finding) => ({
    ...finding,
    ruleId: currentRuleId(finding.ruleId),
  }))

const parseEvent = ({ transactionId, sequence, findings, ...row }: EventRecord): StoredEvent => ({
  ...row,
  findings: parseFindings(findings),
  position: positionText({ transactionId, sequence }),
})

/** The condition of finished events (`event-position.ts`). */
const isFinished = sql`transaction_id < txid_snapshot_xmin(txid_current_snapshot())`

const positionRow = ({ transactionId, sequence }: EventPosition) =>
  sql`(${transactionId}::bigint, ${sequence}::bigint)`

/** The events of all requests. */
export const events = (db: Database): Events => {
  const select = async (
    conditions: readonly RawBuilder<unknown>[],
    direction: 'asc' | 'desc',
    limit: number,
  ): Promise<readonly StoredEvent[]> => {
    const order = sql.raw(`transaction_id ${direction}, sequence ${direction}`)
    const { rows } = await sql<EventRecord>`
      select ${columns} from events where ${sql.join([sql`true`, ...conditions], sql` and `)}
      order by ${order} limit ${limit}`.execute(db)
    return rows.map(parseEvent)
  }

  return {
    insert: async (rows) => {
      if (rows.length > 0) await insertEvents(db, rows)
    },

    list: async (query, { before, limit }) => {
      const conditions = eventConditions(query)
      if (before === undefined) return select(conditions, 'desc', limit)
      const position = parsePosition(before)
      if (position === undefined) return []
      const earlier = sql`(transaction_id, sequence) < ${positionRow(position)}`
      return select([...conditions, earlier], 'desc', limit)
    },

    follow: async (query, { after, limit }) => {
      const position = parsePosition(after)
      if (position === undefined) return []
      const later = sql`(transaction_id, sequence) > ${positionRow(position)}`
      return select([...eventConditions(query), later, isFinished], 'asc', limit)
    },

    end: async () => {
      const { rows } = await sql<{ transactionId: number }>`
        select txid_snapshot_xmin(txid_current_snapshot()) as "transactionId"`.execute(db)
      return positionText({ transactionId: rows[0]?.transactionId ?? 0, sequence: 0 })
    },

    clean: (identityStoreId, retention) =>
      cleanEvents(db, identityStoreId === null ? null : toStorableText(identityStoreId), retention),

    clear: async (identityStoreId) => {
      await sql`delete from events where identity_store_id = ${toStorableText(identityStoreId)}`.execute(
        db,
      )
    },
  }
}
