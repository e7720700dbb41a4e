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

/** The table of groups. */
export const groupTable = resourceTable<GroupKeys>({
  table: 'groups',
  sequence: 'group_sequence',
  keys: [
    { name: 'displayName', column: 'display_name_key', key: foldedKey },
    { name: 'externalId', column: 'external_id_key', key: exactKey },
  ],
})

/** The groups of all identity stores, without their members (`memberships.ts`). */
export const groups = (
  db: Database,
  safeNumbers: SafeNumbers,
  credentialCheck: CredentialCheck,
  batches?: TableBatches,
): Store['groups'] => {
  const { select, selectOne, selectByKey, lookUpBatched, queries } = resources(
    db,
    safeNumbers,
    credentialCheck,
    groupTable,
    batches,
  )

  const groupsWithMember = (identityStoreId: string, userId: string): Statement => ({
    text: 'id in (select group_id from memberships where identity_store_id = ? and user_id = ?)',
    values: [identityStoreId, userId],
  })

  const makeList =
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
          return selectByKey<Row>(columns, identityStoreId, filter, page)
        case 'member':
          if (!isId(filter.value)) return []
          return select<Row>(
            columns,
            identityStoreId,
            groupsWithMember(identityStoreId, filter.value),
            page,
          )
        case 'id-and-member': {
          if (!isId(filter.id) || !isId(filter.member)) return []
          const isMember = groupsWithMember(identityStoreId, filter.member)
          const both = {
            text: `id = ? and ${isMember.text}`,
            values: [filter.id, ...isMember.values],
          }
          return selectOne<Row>(columns, identityStoreId, both, page)
        }
      }
    }

  const listUnbatched = makeList<ShownResource>(shownColumns)

  return {
    ...queries,
    list: makeList<StoredResource>(columnList),
    listShown: async (identityStoreId, filter, page) =>
      (await lookUpBatched(identityStoreId, filter, page.after)) ??
      listUnbatched(identityStoreId, filter, page),
  }
}
