import type { GroupFilter } from '../identity-center/filters.ts'
import type { TableBatches } from './batching.ts'
import type { CredentialCheck } from './credential-check.ts'
import type { Database } from './database.ts'
import { exactKey, foldedKey, isId } from './keys.ts'
import type { SafeNumbers } from './quota.ts'
import { resourceTable } from './resource-table.ts'
import { columnList, shownColumns } from './resource-texts.ts'
import { anyRow, resources } from './resources.ts'
import type { Statement } from './statement.ts'
import type { GroupKeys, Page, ShownResource, Store, StoredResource } from './store.ts'

/** What is peculiar to the table of groups. */
export const groupTable = resourceTable<GroupKeys>({
  table: 'groups',
  sequence: 'group_sequence',
  keys: [
    { name: 'displayName', column: 'display_name_key', key: foldedKey },
    { name: 'externalId', column: 'external_id_key', key: exactKey },
  ],
})

/** The groups of all identity stores; who is in them is the memberships' business. */
export const groups = (
  db: Database,
  safeNumbers: SafeNumbers,
  credentialCheck: CredentialCheck,
  shared?: TableBatches,
): Store['groups'] => {
  const { select, selectOne, selectSole, shownTogether, queries } = resources(
    db,
    safeNumbers,
    credentialCheck,
    groupTable,
    shared,
  )

  const groupsOf = (identityStoreId: string, userId: string): Statement => ({
    text: 'id in (select group_id from memberships where identity_store_id = ? and user_id = ?)',
    values: [identityStoreId, userId],
  })

  const listOf =
    <Row extends ShownResource>(columns: string) =>
    async (
      identityStoreId: string,
      filter: GroupFilter | undefined,
      page: Page,
    ): Promise<readonly Row[]> => {
      switch (filter?.by) {
        case undefined:
          return select<Row>(columns, identityStoreId, anyRow, page)
        case 'displayName':
        case 'externalId':
        case 'id':
          return selectSole<Row>(columns, identityStoreId, filter, page)
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

  const shownAlone = listOf<ShownResource>(shownColumns)

  return {
    ...queries,
    list: listOf<StoredResource>(columnList),
    shown: async (identityStoreId, filter, page) =>
      (await shownTogether(identityStoreId, filter, page.after)) ??
      shownAlone(identityStoreId, filter, page),
  }
}
