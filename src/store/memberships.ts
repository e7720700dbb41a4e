import { type RawBuilder, sql } from 'kysely'
import { MissingReference } from '../identity-center/errors.ts'
import type { Database } from './database.ts'
import { joinedMemberships } from './joined-memberships.ts'
import { isId } from './keys.ts'
import type { MembershipRow, Memberships } from './membership-types.ts'
import { originText } from './origin-text.ts'

const createdBy = sql.raw(originText('created_by'))

const select = async (db: Database, where: RawBuilder<unknown>) => {
  const { rows } = await sql<MembershipRow>`
    select id, group_id as "groupId", user_id as "userId", created_at as "createdAt",
      ${createdBy} as "createdBy"
    from memberships where ${where}`.execute(db)
  return rows
}

/** Memberships. One statement of a fixed text handles any number of users. */
export const memberships = (db: Database): Memberships => ({
  ...joinedMemberships(db),

  add: async (identityStoreId, groupId, userIds, at, by = 'scim') => {
    if (!isId(groupId)) throw new MissingReference('memberships_group')
    if (!userIds.every(isId)) throw new MissingReference('memberships_user')
    if (userIds.length === 0) return 0
    const sorted = [...new Set(userIds)].sort() // concurrent requests lock the same users in the same order
    const { numAffectedRows } = await sql`
      insert into memberships (identity_store_id, group_id, user_id, created_at, created_by)
      select ${identityStoreId}::text, ${groupId}::text, user_id, ${at}::timestamptz, ${by}::text
      from unnest(${sorted}::text[]) as user_id
      on conflict do nothing`.execute(db)
    return Number(numAffectedRows ?? 0)
  },

  remove: async (identityStoreId, groupId, userIds) => {
    const known = userIds.filter(isId)
    if (!isId(groupId) || known.length === 0) return 0
    const { numAffectedRows } = await sql`
      delete from memberships
      where identity_store_id = ${identityStoreId} and group_id = ${groupId}
        and user_id = any(${known}::text[])`.execute(db)
    return Number(numAffectedRows ?? 0)
  },

  find: async (identityStoreId, id) => {
    if (!isId(id)) return undefined
    const [row] = await select(db, sql`identity_store_id = ${identityStoreId} and id = ${id}`)
    return row
  },

  list: async (identityStoreId, of, { after, limit }) => {
    const [own, other, id] =
      'groupId' in of
        ? ([sql.ref('group_id'), sql.ref('user_id'), of.groupId] as const)
        : ([sql.ref('user_id'), sql.ref('group_id'), of.userId] as const)
    if (!isId(id) || (after !== '' && !isId(after))) return []
    return select(
      db,
      sql`identity_store_id = ${identityStoreId} and ${own} = ${id} and ${other} > ${after}
        order by ${other} limit ${limit}`,
    )
  },

  findInGroups: async (identityStoreId, userId, groupIds) => {
    if (!isId(userId)) return []
    return select(
      db,
      sql`identity_store_id = ${identityStoreId} and user_id = ${userId}
        and group_id = any(${groupIds.filter(isId)}::text[])`,
    )
  },
})
