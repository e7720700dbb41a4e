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

/** A client never sets another `active` in a resource, and quotes within values are escaped. */
const isEnabled = sql`position('"active":false' in resource) = 0`

/** The users or groups at the other end of memberships, by their ids, as the memberships' own index has them. */
const joined =
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

/** Memberships with those who are at their other end. */
export const joinedMemberships = (
  db: Database,
): Pick<Memberships, 'enabledMembers' | 'groupsOf'> => ({
  enabledMembers: joined(db, 'users'),
  groupsOf: joined(db, 'groups'),
})
