import { type RawBuilder, sql } from 'kysely'
import { storedRuleIds } from '../identity-center/former-rule-ids.ts'
import { toStorableText } from './event-rows.ts'
import type { EventQuery } from './event-types.ts'
import { foldedKey } from './keys.ts'
import { isOrigin } from './origin-text.ts'

/** The ids of users and groups with a name. An index finds it in one store, or in each of all stores. */
const holderIds = (identityStoreId: string | undefined, key: Uint8Array | null) => {
  const within =
    identityStoreId === undefined
      ? sql`identity_store_id = any(array(select id from identity_stores))`
      : sql`identity_store_id = ${identityStoreId}`
  return sql`
    select id from users where ${within} and user_name_key = ${key}
    union all
    select id from groups where ${within} and display_name_key = ${key}`
}

const nameCondition = (name: string, identityStoreId: string | null | undefined) => {
  const key = foldedKey(name)
  const namedSo = sql`resource_name_key = ${key}`
  if (identityStoreId === null) return namedSo
  const holder = sql`resource_id = any(array(${holderIds(identityStoreId, key)}))`
  return sql`(${namedSo} or ${holder})`
}

/** The conditions of a search. Conditions of partial indexes are written as in the index, without parameters. */
export const eventConditions = (query: EventQuery): readonly RawBuilder<unknown>[] => {
  const { identityStoreId: givenId, since, until, status, failed } = query
  const { origin, operation, errorCode, ruleId, name, resourceId, requestId } = query
  const identityStoreId = typeof givenId === 'string' ? toStorableText(givenId) : givenId
  return [
    identityStoreId === null && sql`identity_store_id is null`,
    identityStoreId != null && sql`identity_store_id = ${identityStoreId}`,
    origin !== undefined && isOrigin('origin', origin),
    since !== undefined && sql`at >= ${since}`,
    until !== undefined && sql`at <= ${until}`,
    operation !== undefined && sql`operation = ${toStorableText(operation)}`,
    status !== undefined && sql`status = ${status}`,
    failed === true && sql`status >= 400`,
    failed === false && sql`status < 400`,
    errorCode !== undefined && sql`status >= 400 and error_code = ${toStorableText(errorCode)}`,
    ruleId !== undefined &&
      sql`rule_ids <> '{}' and rule_ids && ${storedRuleIds(toStorableText(ruleId))}::text[]`,
    name !== undefined && nameCondition(name, identityStoreId),
    resourceId !== undefined && sql`resource_id = ${toStorableText(resourceId)}`,
    requestId !== undefined && sql`request_id = ${toStorableText(requestId)}`,
  ].filter((condition) => condition !== false)
}
