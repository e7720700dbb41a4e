import { sql } from 'kysely'
import { batchedQueries, type TableBatches } from './batching.ts'
import { clearResources } from './clear-resources.ts'
import type { CredentialCheck } from './credential-check.ts'
import type { Database } from './database.ts'
import { executeWithEvents } from './event-rows.ts'
import type { EventRow } from './event-types.ts'
import { exactKey, isId } from './keys.ts'
import { findLookupColumn, type LookupKey } from './lookup-column.ts'
import { memberStatements } from './member-statements.ts'
import { insertWithinQuota, quotaConditionValues, type SafeNumbers } from './quota.ts'
import { serializeRow, type UniqueKeys } from './resource-rows.ts'
import type { ResourceTable } from './resource-table.ts'
import { type CheckedText, checkedListText, columnList } from './resource-texts.ts'
import { searchPattern, searchText } from './search-text.ts'
import { execute, type Statement } from './statement.ts'
import type {
  MemberChanges,
  Page,
  ResourceWrite,
  ShownResource,
  StoredResource,
  Taken,
  VersionedResource,
} from './store.ts'

const columns = sql.raw(columnList)

/** The condition of every row. */
export const anyRow: Statement = { text: 'true', values: [] }

const listEvents = (event: EventRow | undefined) => (event === undefined ? [] : [event])

/** The queries that users and groups share. */
export const resources = <Keys extends UniqueKeys<Keys>>(
  db: Database,
  safeNumbers: SafeNumbers,
  credentialCheck: CredentialCheck,
  definition: ResourceTable<Keys>,
  batches?: TableBatches,
) => {
  const table = sql.table(definition.table)
  const { texts } = definition
  const batched = batchedQueries(credentialCheck, safeNumbers, definition, batches)
  const keyValues = (keys: Keys) => definition.keys.map(({ name, key }) => key(keys[name]))

  /** The rows of a query. One more column tells an empty list from a credential that no longer holds. */
  const selectChecked = async <Row extends ShownResource>(
    query: Statement,
  ): Promise<readonly Row[]> => {
    const condition = credentialCheck.condition()
    if (condition === undefined) return (await execute<Row>(db, query)).rows

    const { rows } = await execute<Row & { holds: boolean }>(db, {
      text: checkedListText(query.text),
      values: [...condition.values, ...query.values],
    })
    if (rows[0]?.holds) credentialCheck.markValid()
    else await credentialCheck.requireValid(db)
    return rows.filter(({ sequence }) => sequence !== null)
  }

  /** A statement that checks the credential, unless it is confirmed. */
  const checkedStatement = (
    { unchecked, checked }: CheckedText,
    values: readonly unknown[],
  ): Statement => {
    const condition = credentialCheck.condition()
    return condition === undefined
      ? { text: unchecked, values }
      : { text: checked, values: [...values, ...condition.values] }
  }

  /** The rows of a store that meet a condition, oldest first. */
  const select = <Row extends ShownResource>(
    columns: string,
    identityStoreId: string,
    { text, values }: Statement,
    { after, limit }: Page,
  ) =>
    selectChecked<Row>({
      text: texts.list(columns)(text),
      values: [identityStoreId, after, ...values, limit],
    })

  /** The same for a condition that at most one row meets. */
  const selectOne = async <Row extends ShownResource>(
    columns: string,
    identityStoreId: string,
    { text, values }: Statement,
    { after }: Page,
  ) => {
    const one = { text: texts.one(columns)(text), values: [identityStoreId, ...values] }
    return (await selectChecked<Row>(one)).filter(({ sequence }) => sequence > after)
  }

  const selectById = async <Row>(text: CheckedText, identityStoreId: string, id: string) => {
    if (!isId(id)) return undefined
    const { rows } = await execute<Row>(db, checkedStatement(text, [identityStoreId, id]))
    await concludeCheck(rows.length > 0)
    return rows[0]
  }

  /** Draws the conclusion of a checked statement on the credential. `hasRows`: it returned or wrote something. */
  const concludeCheck = async (hasRows: boolean, within = db): Promise<boolean> => {
    if (hasRows) credentialCheck.markValid()
    else await credentialCheck.requireValid(within)
    return hasRows
  }

  /** The row with an id or unique key. */
  const selectByKey = async <Row extends ShownResource>(
    columns: string,
    identityStoreId: string,
    lookupKey: LookupKey,
    page: Page,
  ) => {
    const lookup = findLookupColumn(definition.keys, lookupKey)
    if (lookup === undefined) return []
    const condition = { text: `${lookup.column} = ?`, values: [lookup.key] }
    return selectOne<Row>(columns, identityStoreId, condition, page)
  }

  const queries = {
    insert: async (
      identityStoreId: string,
      row: ResourceWrite<Keys>,
      quota: number,
      event?: EventRow,
    ) => {
      const serialized = serializeRow(definition.keys, row)
      if (await batched.insert(identityStoreId, serialized, quota, event)) return 'inserted'

      const insert = async (db: Database, below: number) => {
        const write = checkedStatement(texts.insert, [
          ...[identityStoreId, JSON.stringify([serialized])],
          ...quotaConditionValues(definition, identityStoreId, below),
        ])
        return concludeCheck(await executeWithEvents(db, write, listEvents(event)), db)
      }
      const outcome = await insertWithinQuota(
        db,
        safeNumbers,
        definition,
        identityStoreId,
        quota,
        insert,
      )
      if (outcome === 'quota') await credentialCheck.requireValid(db) // a count does not check it
      return outcome
    },

    show: async (identityStoreId: string, id: string) => {
      const [found] = (await batched.lookUp(identityStoreId, { by: 'id', value: id })) ?? [
        await selectById<{ resource: string }>(texts.show, identityStoreId, id),
      ]
      return found?.resource
    },
    find: (identityStoreId: string, id: string) =>
      selectById<StoredResource>(texts.find, identityStoreId, id),
    lock: (identityStoreId: string, id: string) =>
      selectById<StoredResource>(texts.lock, identityStoreId, id),
    read: (identityStoreId: string, id: string) =>
      selectById<VersionedResource>(texts.read, identityStoreId, id),

    /** An unchanged external id keeps the issuer that it was stored with: architecture, 4.2. */
    update: async (
      identityStoreId: string,
      row: ResourceWrite<Keys>,
      event?: EventRow,
      { version, members }: { version?: string; members?: MemberChanges } = {},
    ) => {
      const issuer = row.externalIdIssuer ?? null
      const values = [
        ...[...keyValues(row.keys), row.resource, row.at.toISOString(), row.by ?? 'scim'],
        ...[row.extra ?? null, searchText(row.resource)],
        ...[exactKey(row.keys.externalId), issuer, issuer, identityStoreId, row.id],
      ]
      const write =
        version === undefined
          ? checkedStatement(texts.update, values)
          : checkedStatement(texts.updateVersion, [...values, version])
      const membershipStatements =
        members === undefined ? [] : memberStatements(identityStoreId, row, members)
      return concludeCheck(
        await executeWithEvents(db, write, listEvents(event), membershipStatements),
      )
    },

    delete: async (identityStoreId: string, id: string, event?: EventRow) => {
      if (!isId(id)) return false
      const write = checkedStatement(texts.delete, [identityStoreId, id])
      return concludeCheck(await executeWithEvents(db, write, listEvents(event)))
    },

    clear: (identityStoreId: string) => clearResources(db, definition, identityStoreId),

    search: (identityStoreId: string, text: string, page: Page) => {
      const condition = { text: 'search_text like ?', values: [searchPattern(text)] }
      return select<StoredResource>(columnList, identityStoreId, condition, page)
    },

    count: async (identityStoreId: string) => {
      const { rows } = await sql<{ held: number }>`
        select count(*) as held from ${table} where identity_store_id = ${identityStoreId}`.execute(
        db,
      )
      return rows[0]?.held ?? 0
    },

    findTaken: async (
      identityStoreId: string,
      keys: Keys,
      exceptId?: string,
    ): Promise<readonly Taken<keyof Keys & string>[]> => {
      const other = exceptId !== undefined && isId(exceptId) ? exceptId : ''
      const holders = definition.keys.map(
        ({ name, column, key }) => sql`
          select ${name}::text as key, ${columns} from ${table}
          where identity_store_id = ${identityStoreId}
            and ${sql.ref(column)} = ${key(keys[name])} and id <> ${other}`,
      )
      const { rows } = await sql<StoredResource & { key: keyof Keys & string }>`
        ${sql.join(holders, sql` union all `)}`.execute(db)
      return definition.keys.flatMap(({ name }) =>
        rows.filter(({ key }) => key === name).map(({ key, ...holder }) => ({ key, holder })),
      )
    },

    findTakenByMany: async (
      identityStoreId: string,
      many: readonly Keys[],
    ): Promise<readonly (readonly Taken<keyof Keys & string>[])[]> => {
      const holders = definition.keys.map(
        ({ name, column, key }) => sql`
          select asked.place, ${name}::text as key, ${columns}
          from unnest(${many.map((keys) => key(keys[name]))}::bytea[])
            with ordinality as asked (value, place)
          join ${table} on identity_store_id = ${identityStoreId} and ${sql.ref(column)} = asked.value`,
      )
      const { rows } = await sql<StoredResource & { key: keyof Keys & string; place: number }>`
        ${sql.join(holders, sql` union all `)}`.execute(db)
      const taken: Taken<keyof Keys & string>[][] = many.map(() => [])
      for (const { name } of definition.keys) {
        for (const { place, key, ...holder } of rows) {
          if (key === name) taken[place - 1]?.push({ key, holder })
        }
      }
      return taken
    },

    isFull: async (identityStoreId: string, quota: number) => {
      const drawn = sql`select last_value from ${sql.table(definition.sequence)}`
      const held = sql`
        select count(*) from ${table} where identity_store_id = ${identityStoreId}`
      // All stores together have inserted no more rows than numbers were drawn (`quota.ts`).
      const { rows } = await sql<{ isFull: boolean }>`
        select case when (${drawn}) < ${quota} then false else (${held}) >= ${quota} end as "isFull"`.execute(
        db,
      )
      return rows[0]?.isFull ?? false
    },

    findExisting: async (identityStoreId: string, ids: readonly string[]) => {
      const { rows } = await sql<{ id: string }>`
        select id from ${table}
        where identity_store_id = ${identityStoreId} and id = any(${ids.filter(isId)}::text[])`.execute(
        db,
      )
      return rows.map(({ id }) => id)
    },
  }
  return { select, selectOne, selectByKey, lookUpBatched: batched.lookUp, queries }
}
