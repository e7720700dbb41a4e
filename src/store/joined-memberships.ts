import { sql } from 'kysely'
import type { Database } from './database.ts'
import { isId } from './keys.ts'
import type { JoinedMembership, JoinedPage, Memberships } from './membership-types.ts'
import { columnList } from './resource-texts.ts'
import { searchPattern } from './search-text.ts'

const sides = {
  users: { own: 'group_id', other: 'user_id' },
  groups: { own: 'user_id', other: 'group_id' },
} as const

/** Enabled, from the JSON text. It holds no other `active`, and quotes inside values are escaped. */
const isEnabled = sql`position('"active":false' in resource) = 0`

/** Lists the users or groups at the other end of memberships, by id: the order of the index of memberships. */
const listJoined =
  (db: Database, table: keyof typeof sides) =>
  async (
    identityStoreId: string,
    id: string,
    { after, limit, text }: JoinedPage,
  ): Promise<readonly JoinedMembership[]> => {
    if (!isId(id) || (after !== '' && !isId(after))) return []
    const own = sql.ref(sides[table].own)
    const other = sql.ref(sides[table].other)
    const { rows } = await sql<JoinedMembership>`
      select ${sql.raw(columnList)}, "membershipId", "memberSince"
      from (
        select ${other}, id as "membershipId", created_at as "memberSince" from memberships
        where identity_store_id = ${identityStoreId} and ${own} = ${id} and ${other} > ${after}
      ) as membership
      join ${sql.table(table)} on identity_store_id = ${identityStoreId} and id = ${other}
      where ${table === 'users' ? isEnabled : sql`true`}
        and ${text === undefined ? sql`true` : sql`search_text like ${searchPattern(text)}`}
      order by ${other} limit ${limit}`.execute(db)
    return rows
  }

/** Memberships with the users or groups at their other end. */
export const joinedMemberships = (
  db: Database,
): Pick<Memberships, 'enabledMembers' | 'groupsOf'> => ({
  enabledMembers: listJoined(db, 'users'),
  groupsOf: listJoined(db, 'groups'),
})
