import { type RawBuilder, sql } from 'kysely'
import { storedRuleIds } from '../identity-center/former-rule-ids.ts'
import { storable } from './event-rows.ts'
import type { EventQuery } from './event-types.ts'
import { foldedKey } from './keys.ts'
import { isOrigin } from './origin-text.ts'

/** The store is named where it is known; an index finds the name in one store, or in each of all stores. */
const holders = (identityStoreId: string | undefined, key: Uint8Array | null) => {
  const within =
    identityStoreId === undefined
      ? sql`identity_store_id = any(array(select id from identity_stores))`
      : sql`identity_store_id = ${identityStoreId}`
  return sql`
    select id from users where ${within} and user_name_key = ${key}
    union all
    select id from groups where ${within} and display_name_key = ${key}`
}

const named = (name: string, identityStoreId: string | null | undefined) => {
  const key = foldedKey(name)
  const itself = sql`resource_name_key = ${key}`
  if (identityStoreId === null) return itself
  const holder = sql`resource_id = any(array(${holders(identityStoreId, key)}))`
  return sql`(${itself} or ${holder})`
}

/** The conditions of a query. What an index is made for is written as the index has it, without parameters. */
export const eventConditions = (query: EventQuery): readonly RawBuilder<unknown>[] => {
  const { identityStoreId: unfit, since, until, status, failed } = query
  const { origin, operation, errorCode, ruleId, name, resourceId, requestId } = query
  const identityStoreId = typeof unfit === 'string' ? storable(unfit) : unfit
  return [
    identityStoreId === null && sql`identity_store_id is null`,
    identityStoreId != null && sql`identity_store_id = ${identityStoreId}`,
    origin !== undefined && isOrigin('origin', origin),
    since !== undefined && sql`at >= ${since}`,
    until !== undefined && sql`at <= ${until}`,
    operation !== undefined && sql`operation = ${storable(operation)}`,
    status !== undefined && sql`status = ${status}`,
    failed === true && sql`status >= 400`,
    failed === false && sql`status < 400`,
    errorCode !== undefined && sql`status >= 400 and error_code = ${storable(errorCode)}`,
    ruleId !== undefined &&
      sql`rule_ids <> '{}' and rule_ids && ${storedRuleIds(storable(ruleId))}::text[]`,
    name !== undefined && named(name, identityStoreId),
    resourceId !== undefined && sql`resource_id = ${storable(resourceId)}`,
    requestId !== undefined && sql`request_id = ${storable(requestId)}`,
  ].filter((condition) => condition !== false)
}
