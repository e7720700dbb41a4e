import { type RawBuilder, sql } from 'kysely'
import type { Database } from './database.ts'
import { executeWithEvent } from './event-rows.ts'
import type { EventRow } from './event-types.ts'
import { exactKey, isId } from './keys.ts'
import { type Counted, insertWithinQuota, type SafeNumbers } from './quota.ts'
import { searchPattern, searchText } from './search-text.ts'
import type { Page, ResourceWrite, StoredResource, Taken } from './store.ts'

/** A unique key: the attribute as clients name it, its column, and how a value becomes what is stored there. */
export interface KeyColumn<Keys> {
  readonly name: keyof Keys & string
  readonly column: string
  readonly key: (value: string | undefined) => Uint8Array | null
}

type UniqueKeys<Keys> = Readonly<Record<keyof Keys | 'externalId', string | undefined>>

/** What users and groups differ in. */
export interface ResourceTable<Keys> extends Counted {
  readonly keys: readonly KeyColumn<Keys>[]
}

const columns = sql.raw(
  `id, sequence, resource, created_at as "createdAt", updated_at as "updatedAt", created_by as "createdBy",
   updated_by as "updatedBy", external_id_issuer as "externalIdIssuer", extra`,
)

/** The queries that users and groups have in common. */
export const resources = <Keys extends UniqueKeys<Keys>>(
  db: Database,
  safeNumbers: SafeNumbers,
  definition: ResourceTable<Keys>,
) => {
  const table = sql.table(definition.table)
  const keyColumns = sql.join(definition.keys.map(({ column }) => sql.ref(column)))
  const keyValues = (keys: Keys) =>
    sql.join(definition.keys.map(({ name, key }) => sql`${key(keys[name])}::bytea`))
  const keyAssignments = (keys: Keys) =>
    sql.join(
      definition.keys.map(
        ({ name, column, key }) => sql`${sql.ref(column)} = ${key(keys[name])}::bytea`,
      ),
    )

  /** The rows of a store that a condition holds for, oldest first. */
  const select = async (
    identityStoreId: string,
    condition: RawBuilder<unknown>,
    { after, limit }: Page,
  ): Promise<readonly StoredResource[]> => {
    const { rows } = await sql<StoredResource>`
      select ${columns} from ${table}
      where identity_store_id = ${identityStoreId} and sequence > ${after} and ${condition}
      order by sequence limit ${limit}`.execute(db)
    return rows
  }

  const byId = async (identityStoreId: string, id: string, locking: RawBuilder<unknown>) => {
    if (!isId(id)) return undefined
    const { rows } = await sql<StoredResource>`
      select ${columns} from ${table}
      where identity_store_id = ${identityStoreId} and id = ${id} ${locking}`.execute(db)
    return rows[0]
  }

  return {
    select,

    /** The one row whose key has this value. */
    selectByKey: async (
      identityStoreId: string,
      name: keyof Keys & string,
      value: string,
      page: Page,
    ) => {
      const found = definition.keys.find((key) => key.name === name)
      if (found === undefined) return []
      return select(identityStoreId, sql`${sql.ref(found.column)} = ${found.key(value)}`, page)
    },

    insert: (identityStoreId: string, row: ResourceWrite<Keys>, quota: number, event?: EventRow) =>
      insertWithinQuota(db, safeNumbers, definition, identityStoreId, quota, (db, below) => {
        const write = sql`
          insert into ${table}
            (identity_store_id, id, ${keyColumns}, external_id_issuer, resource,
             created_at, updated_at, created_by, updated_by, extra, search_text)
          select ${identityStoreId}::text, ${row.id}::text, ${keyValues(row.keys)},
            ${row.externalIdIssuer ?? null}::text, ${row.resource}::text,
            ${row.at}::timestamptz, ${row.at}::timestamptz, ${row.by ?? 'scim'}::text,
            ${row.by ?? 'scim'}::text, ${row.extra ?? '{}'}::text, ${searchText(row.resource)}::text
          where (select last_value from ${sql.table(definition.sequence)}) < ${below}::bigint`
        return executeWithEvent(db, write, event)
      }),

    find: (identityStoreId: string, id: string) => byId(identityStoreId, id, sql``),
    lock: (identityStoreId: string, id: string) =>
      byId(identityStoreId, id, sql`for no key update`),

    /** An external id that stays keeps the issuer that it was stored with: architecture, 4.2. */
    update: async (identityStoreId: string, row: ResourceWrite<Keys>, event?: EventRow) => {
      const issuer = sql`${row.externalIdIssuer ?? null}::text`
      const write = sql`
        update ${table}
        set ${keyAssignments(row.keys)}, resource = ${row.resource}, updated_at = ${row.at},
            updated_by = ${row.by ?? 'scim'}, extra = coalesce(${row.extra ?? null}::text, extra),
            search_text = ${searchText(row.resource)},
            external_id_issuer = case external_id_key when ${exactKey(row.keys.externalId)}
              then coalesce(external_id_issuer, ${issuer}) else ${issuer} end
        where identity_store_id = ${identityStoreId} and id = ${row.id}`
      await executeWithEvent(db, write, event)
    },

    delete: async (identityStoreId: string, id: string, event?: EventRow) => {
      if (!isId(id)) return false
      const write = sql`
        delete from ${table} where identity_store_id = ${identityStoreId} and id = ${id}`
      return executeWithEvent(db, write, event)
    },

    clear: async (identityStoreId: string) => {
      await sql`delete from ${table} where identity_store_id = ${identityStoreId}`.execute(db)
    },

    search: (identityStoreId: string, text: string, page: Page) =>
      select(identityStoreId, sql`search_text like ${searchPattern(text)}`, page),

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
}
