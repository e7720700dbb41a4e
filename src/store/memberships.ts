import { sql } from 'kysely'
import { MissingReference } from '../identity-center/errors.ts'
import type { Database } from './database.ts'
import { isId } from './keys.ts'
import type { Memberships } from './store.ts'

/** Who is in which group. One statement for any number of users: its text never changes, so its plan is kept. */
export const memberships = (db: Database): Memberships => ({
  add: async (identityStoreId, groupId, userIds, at) => {
    if (!isId(groupId)) throw new MissingReference('memberships_group')
    if (!userIds.every(isId)) throw new MissingReference('memberships_user')
    if (userIds.length === 0) return
    const sorted = [...new Set(userIds)].sort() // two requests lock the same users in the same order
    await sql`
      insert into memberships (identity_store_id, group_id, user_id, created_at)
      select ${identityStoreId}::text, ${groupId}::text, user_id, ${at}::timestamptz
      from unnest(${sorted}::text[]) as user_id
      on conflict do nothing`.execute(db)
  },

  remove: async (identityStoreId, groupId, userIds) => {
    const known = userIds.filter(isId)
    if (!isId(groupId) || known.length === 0) return
    await sql`
      delete from memberships
      where identity_store_id = ${identityStoreId} and group_id = ${groupId}
        and user_id = any(${known}::text[])`.execute(db)
  },

  clear: async (identityStoreId, groupId) => {
    if (!isId(groupId)) return
    await db
      .deleteFrom('memberships')
      .where('identity_store_id', '=', identityStoreId)
      .where('group_id', '=', groupId)
      .execute()
  },
})
