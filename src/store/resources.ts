import { sql } from 'kysely'
import { batching, type TableBatches } from './batching.ts'
import { clearResources } from './clear-resources.ts'
import type { CredentialCheck } from './credential-check.ts'
import type { Database } from './database.ts'
import { executeWithEvents } from './event-rows.ts'
import type { EventRow } from './event-types.ts'
import { exactKey, isId } from './keys.ts'
import { type LookupKey, lookupPlace } from './lookup-place.ts'
import { memberStatements } from './member-statements.ts'
import { insertWithinQuota, roomValues, type SafeNumbers } from './quota.ts'
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

/** Any row of the store. */
export const anyRow: Statement = { text: 'true', values: [] }

const eventsOf = (event: EventRow | undefined) => (event === undefined ? [] : [event])

/** The queries that users and groups have in common. */
export const resources = <Keys extends UniqueKeys<Keys>>(
  db: Database,
  safeNumbers: SafeNumbers,
  credentialCheck: CredentialCheck,
  definition: ResourceTable<Keys>,
  shared?: TableBatches,
) => {
  const table = sql.table(definition.table)
  const { texts } = definition
  const sharer = batching(credentialCheck, safeNumbers, definition, shared)
  const keyValues = (keys: Keys) => definition.keys.map(({ name, key }) => key(keys[name]))

  /** The rows that a query finds; one more column of them tells an empty list from a credential that holds no more. */
  const guarded = async <Row extends ShownResource>(rowsOf: Statement): Promise<readonly Row[]> => {
    const condition = credentialCheck.condition()
    if (condition === undefined) return (await execute<Row>(db, rowsOf)).rows

    const { rows } = await execute<Row & { holds: boolean }>(db, {
      text: checkedListText(rowsOf.text),
      values: [...condition.values, ...rowsOf.values],
    })
    if (rows[0]?.holds) credentialCheck.markValid()
    else await credentialCheck.require(db)
    return rows.filter(({ sequence }) => sequence !== null)
  }

  /** A statement with the guard's condition in it, as long as that has not been seen to hold. */
  const withGuard = (
    { unchecked: open, checked: guarded }: CheckedText,
    values: readonly unknown[],
  ): Statement => {
    const condition = credentialCheck.condition()
    return condition === undefined
      ? { text: open, values }
      : { text: guarded, values: [...values, ...condition.values] }
  }

  /** The rows of a store that a condition holds for, oldest first. */
  const select = <Row extends ShownResource>(
    columns: string,
    identityStoreId: string,
    { text, values }: Statement,
    { after, limit }: Page,
  ) =>
    guarded<Row>({
      text: texts.list(columns)(text),
      values: [identityStoreId, after, ...values, limit],
    })

  /** The same where no more than one row can be. */
  const selectOne = async <Row extends ShownResource>(
    columns: string,
    identityStoreId: string,
    { text, values }: Statement,
    { after }: Page,
  ) => {
    const one = { text: texts.one(columns)(text), values: [identityStoreId, ...values] }
    return (await guarded<Row>(one)).filter(({ sequence }) => sequence > after)
  }

  const byId = async <Row>(text: CheckedText, identityStoreId: string, id: string) => {
    if (!isId(id)) return undefined
    const { rows } = await execute<Row>(db, withGuard(text, [identityStoreId, id]))
    await seen(rows.length > 0)
    return rows[0]
  }

  /** What a statement with the guard's condition in it says about the credential. */
  const seen = async (didSomething: boolean, within = db): Promise<boolean> => {
    if (didSomething) credentialCheck.markValid()
    else await credentialCheck.require(within)
    return didSomething
  }

  /** The one row with this id or unique key. */
  const selectSole = async <Row extends ShownResource>(
    columns: string,
    identityStoreId: string,
    sought: LookupKey,
    page: Page,
  ) => {
    const place = lookupPlace(definition.keys, sought)
    if (place === undefined) return []
    const condition = { text: `${place.column} = ?`, values: [place.key] }
    return selectOne<Row>(columns, identityStoreId, condition, page)
  }

  const queries = {
    insert: async (
      identityStoreId: string,
      row: ResourceWrite<Keys>,
      quota: number,
      event?: EventRow,
    ) => {
      const travelling = serializeRow(definition.keys, row)
      if (await sharer.insert(identityStoreId, travelling, quota, event)) return 'inserted'

      const insert = async (db: Database, below: number) => {
        const write = withGuard(texts.insert, [
          ...[identityStoreId, JSON.stringify([travelling])],
          ...roomValues(definition, identityStoreId, below),
        ])
        return seen(await executeWithEvents(db, write, eventsOf(event)), db)
      }
      const outcome = await insertWithinQuota(
        db,
        safeNumbers,
        definition,
        identityStoreId,
        quota,
        insert,
      )
      if (outcome === 'quota') await credentialCheck.require(db) // counting does not ask for it
      return outcome
    },

    show: async (identityStoreId: string, id: string) => {
      const [found] = (await sharer.shown(identityStoreId, { by: 'id', value: id })) ?? [
        await byId<{ resource: string }>(texts.show, identityStoreId, id),
      ]
      return found?.resource
    },
    find: (identityStoreId: string, id: string) =>
      byId<StoredResource>(texts.find, identityStoreId, id),
    lock: (identityStoreId: string, id: string) =>
      byId<StoredResource>(texts.lock, identityStoreId, id),
    read: (identityStoreId: string, id: string) =>
      byId<VersionedResource>(texts.read, identityStoreId, id),

    /** An external id that stays keeps the issuer that it was stored with: architecture, 4.2. */
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
          ? withGuard(texts.update, values)
          : withGuard(texts.updateVersion, [...values, version])
      const beside = members === undefined ? [] : memberStatements(identityStoreId, row, members)
      return seen(await executeWithEvents(db, write, eventsOf(event), beside))
    },

    delete: async (identityStoreId: string, id: string, event?: EventRow) => {
      if (!isId(id)) return false
      const write = withGuard(texts.delete, [identityStoreId, id])
      return seen(await executeWithEvents(db, write, eventsOf(event)))
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

    taken: async (
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

    takenByMany: async (
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
      // As many numbers have been drawn as rows were ever made, of all stores: quota.ts.
      const { rows } = await sql<{ isFull: boolean }>`
        select case when (${drawn}) < ${quota} then false else (${held}) >= ${quota} end as "isFull"`.execute(
        db,
      )
      return rows[0]?.isFull ?? false
    },

    existing: async (identityStoreId: string, ids: readonly string[]) => {
      const { rows } = await sql<{ id: string }>`
        select id from ${table}
        where identity_store_id = ${identityStoreId} and id = any(${ids.filter(isId)}::text[])`.execute(
        db,
      )
      return rows.map(({ id }) => id)
    },
  }
  return { select, selectOne, selectSole, shownTogether: sharer.shown, queries }
}
