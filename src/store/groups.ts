import { sql } from 'kysely'
import type { GroupFilter } from '../identity-center/filters.ts'
import type { Database } from './database.ts'
import { exactKey, foldedKey, isId } from './keys.ts'
import type { SafeNumbers } from './quota.ts'
import { type ResourceTable, resources } from './resources.ts'
import type { GroupKeys, Page, Store, StoredResource } from './store.ts'

const groupTable: ResourceTable<GroupKeys> = {
  table: 'groups',
  sequence: 'group_sequence',
  keys: [
    { name: 'displayName', column: 'display_name_key', key: foldedKey },
    { name: 'externalId', column: 'external_id_key', key: exactKey },
  ],
}

/** The groups of all identity stores; who is in them is the memberships' business. */
export const groups = (db: Database, safeNumbers: SafeNumbers): Store['groups'] => {
  const { select, selectByKey, ...queries } = resources(db, safeNumbers, groupTable)

  const groupsOf = (identityStoreId: string, userId: string) =>
    sql`id in (select group_id from memberships
      where identity_store_id = ${identityStoreId} and user_id = ${userId})`

  const list = async (
    identityStoreId: string,
    filter: GroupFilter | undefined,
    page: Page,
  ): Promise<readonly StoredResource[]> => {
    switch (filter?.by) {
      case undefined:
        return select(identityStoreId, sql`true`, page)
      case 'displayName':
      case 'externalId':
        return selectByKey(identityStoreId, filter.by, filter.value, page)
      case 'id':
        return isId(filter.value) ? select(identityStoreId, sql`id = ${filter.value}`, page) : []
      case 'member':
        if (!isId(filter.value)) return []
        return select(identityStoreId, groupsOf(identityStoreId, filter.value), page)
      case 'id-and-member': {
        if (!isId(filter.id) || !isId(filter.member)) return []
        const isMember = groupsOf(identityStoreId, filter.member)
        return select(identityStoreId, sql`id = ${filter.id} and ${isMember}`, page)
      }
    }
  }

  return { ...queries, list }
}
