import { sql } from 'kysely'
import { analyzeText } from './auto-analyze.ts'
import type { ContentCounts, Contents, ResourceContent } from './content-types.ts'
import type { Database } from './database.ts'
import { groupTable } from './groups.ts'
import type { MembershipRow } from './membership-types.ts'
import { originText } from './origin-text.ts'
import { lockQuota } from './quota.ts'
import type { UniqueKeys } from './resource-rows.ts'
import type { ResourceTable } from './resource-table.ts'
import { searchText } from './search-text.ts'
import { userTable } from './users.ts'

/** Inserts rows with one statement of a fixed text. Rows draw their numbers in the order of `place`. */
const insertResources = async <Keys extends UniqueKeys<Keys>>(
  db: Database,
  { table, keys }: ResourceTable<Keys>,
  identityStoreId: string,
  rows: readonly ResourceContent<Keys>[],
): Promise<void> => {
  const keyColumns = sql.join(keys.map(({ column }) => sql.ref(column)))
  const keyValues = sql.join(
    keys.map(({ name, key }) => sql`${rows.map((row) => key(row.keys[name]))}::bytea[]`),
  )
  const columns = sql`id, ${keyColumns}, external_id_issuer, resource,
    created_at, updated_at, created_by, updated_by, extra, search_text`
  await sql`
    insert into ${sql.table(table)} (identity_store_id, ${columns})
    select ${identityStoreId}::text, ${columns}
    from unnest(
      ${rows.map(({ id }) => id)}::text[], ${keyValues},
      ${rows.map(({ externalIdIssuer }) => externalIdIssuer)}::text[],
      ${rows.map(({ resource }) => resource)}::text[],
      ${rows.map(({ createdAt }) => createdAt)}::timestamptz[],
      ${rows.map(({ updatedAt }) => updatedAt)}::timestamptz[],
      ${rows.map(({ createdBy }) => createdBy)}::text[],
      ${rows.map(({ updatedBy }) => updatedBy)}::text[],
      ${rows.map(({ extra }) => extra)}::text[],
      ${rows.map(({ resource }) => searchText(resource))}::text[]
    ) with ordinality as given (${columns}, place)
    order by place`.execute(db)
}

/** Rows of a transaction after which its statements need new statistics. */
const analyzeAfterRows = 1_000

/**
 * Analyzes the tables inside a transaction that has inserted many rows, before it inserts memberships: each membership
 * looks up its user and group, and autovacuum cannot see uncommitted rows.
 */
const analyzeOwnRows = (db: Database) => {
  let unanalyzed = 0
  return {
    inserted: (rows: number) => {
      unanalyzed += rows
    },
    analyze: async () => {
      if (unanalyzed < analyzeAfterRows) return
      unanalyzed = 0
      await sql`${sql.raw(analyzeText)}`.execute(db)
    },
  }
}

/** The users, groups and memberships of a store in bulk. */
export const contents = (db: Database): Contents => {
  const ownRows = analyzeOwnRows(db)
  return {
    count: async (identityStoreId) => {
      const { rows } = await sql<ContentCounts>`
      select
        (select count(*) from users where identity_store_id = ${identityStoreId}) as users,
        (select count(*) from groups where identity_store_id = ${identityStoreId}) as groups,
        (select count(*) from memberships where identity_store_id = ${identityStoreId}) as memberships`.execute(
        db,
      )
      return rows[0] ?? { users: 0, groups: 0, memberships: 0 }
    },

    /** A cursor, since no index has this order: it sorts once. The end of the transaction closes it. */
    memberships: async function* (identityStoreId, atOnce) {
      await sql`
      declare memberships_of_store no scroll cursor for
      select id, group_id as "groupId", user_id as "userId", created_at as "createdAt",
        ${sql.raw(originText('created_by'))} as "createdBy"
      from memberships where identity_store_id = ${identityStoreId}
      order by group_id collate "C", user_id collate "C"`.execute(db)
      for (;;) {
        const { rows } = await sql<MembershipRow>`
        fetch ${sql.lit(atOnce)} from memberships_of_store`.execute(db)
        if (rows.length === 0) return
        yield rows
      }
    },

    findTakenMemberships: async (identityStoreId, given) => {
      const columns = sql.raw(`membership.id, membership.group_id as "groupId",
      membership.user_id as "userId", membership.created_at as "createdAt",
      ${originText('membership.created_by')} as "createdBy"`)
      const { rows } = await sql<MembershipRow>`
      select ${columns} from unnest(${given.map(({ id }) => id)}::text[]) as given (id)
      join memberships as membership
        on membership.identity_store_id = ${identityStoreId} and membership.id = given.id
      union
      select ${columns} from unnest(
        ${given.map(({ groupId }) => groupId)}::text[],
        ${given.map(({ userId }) => userId)}::text[]) as given (group_id, user_id)
      join memberships as membership
        on membership.identity_store_id = ${identityStoreId}
        and membership.group_id = given.group_id and membership.user_id = given.user_id`.execute(db)
      return rows
    },

    lockQuotas: async (identityStoreId) => {
      for (const table of [userTable, groupTable]) await lockQuota(db, table, identityStoreId)
    },

    insertUsers: async (identityStoreId, rows) => {
      await insertResources(db, userTable, identityStoreId, rows)
      ownRows.inserted(rows.length)
    },
    insertGroups: async (identityStoreId, rows) => {
      await insertResources(db, groupTable, identityStoreId, rows)
      ownRows.inserted(rows.length)
    },

    insertMemberships: async (identityStoreId, rows) => {
      await ownRows.analyze()
      await sql`
      insert into memberships (identity_store_id, id, group_id, user_id, created_at, created_by)
      select ${identityStoreId}::text, given.*
      from unnest(
        ${rows.map(({ id }) => id)}::text[],
        ${rows.map(({ groupId }) => groupId)}::text[],
        ${rows.map(({ userId }) => userId)}::text[],
        ${rows.map(({ createdAt }) => createdAt)}::timestamptz[],
        ${rows.map(({ createdBy }) => createdBy)}::text[]
      ) as given`.execute(db)
    },
  }
}
