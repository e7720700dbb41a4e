import type { GroupFilter } from '../identity-center/filters.ts'
import type { Database } from './database.ts'
import type { Guard } from './guard.ts'
import { exactKey, foldedKey, isId } from './keys.ts'
import type { SafeNumbers } from './quota.ts'
import { columnList, resourceTexts, shownColumns } from './resource-texts.ts'
import { anyRow, type ResourceTable, resources } from './resources.ts'
import type { Statement } from './statement.ts'
import type { GroupKeys, Page, ShownResource, Store, StoredResource } from './store.ts'

/** What is peculiar to the table of groups. */
const columns = {
  table: 'groups',
  sequence: 'group_sequence',
  keys: [
    { name: 'displayName', column: 'display_name_key', key: foldedKey },
    { name: 'externalId', column: 'external_id_key', key: exactKey },
  ],
} as const satisfies Omit<ResourceTable<GroupKeys>, 'texts'>
export const groupTable: ResourceTable<GroupKeys> = { ...columns, texts: resourceTexts(columns) }

/** The groups of all identity stores; who is in them is the memberships' business. */
export const groups = (db: Database, safeNumbers: SafeNumbers, guard: Guard): Store['groups'] => {
  const { select, selectOne, selectByKey, ...queries } = resources(
    db,
    safeNumbers,
    guard,
    groupTable,
  )

  const groupsOf = (identityStoreId: string, userId: string): Statement => ({
    text: 'id in (select group_id from memberships where identity_store_id = ? and user_id = ?)',
    values: [identityStoreId, userId],
  })

  const listOf = <Row extends ShownResource>(columns: string) => {
    const list = async (
      identityStoreId: string,
      filter: GroupFilter | undefined,
      page: Page,
    ): Promise<readonly Row[]> => {
      switch (filter?.by) {
        case undefined:
          return select<Row>(columns, identityStoreId, anyRow, page)
        case 'displayName':
        case 'externalId':
          return selectByKey<Row>(columns, identityStoreId, filter.by, filter.value, page)
        case 'id':
          if (!isId(filter.value)) return []
          return selectOne<Row>(
            columns,
            identityStoreId,
            { text: 'id = ?', values: [filter.value] },
            page,
          )
        case 'member':
          if (!isId(filter.value)) return []
          return select<Row>(
            columns,
            identityStoreId,
            groupsOf(identityStoreId, filter.value),
            page,
          )
        case 'id-and-member': {
          if (!isId(filter.id) || !isId(filter.member)) return []
          const isMember = groupsOf(identityStoreId, filter.member)
          const both = {
            text: `id = ? and ${isMember.text}`,
            values: [filter.id, ...isMember.values],
          }
          return selectOne<Row>(columns, identityStoreId, both, page)
        }
      }
    }

    return list
  }

  return {
    ...queries,
    list: listOf<StoredResource>(columnList),
    shown: listOf<ShownResource>(shownColumns),
  }
}
