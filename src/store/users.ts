import type { UserFilter } from '../identity-center/filters.ts'
import type { enterpriseUserUrn } from '../scim/urn.ts'
import type { TableBatches } from './batching.ts'
import type { CredentialCheck } from './credential-check.ts'
import type { Database } from './database.ts'
import { exactKey, foldedKey, isId } from './keys.ts'
import type { SafeNumbers } from './quota.ts'
import { resourceTable } from './resource-table.ts'
import { columnList, shownColumns } from './resource-texts.ts'
import { anyRow, resources } from './resources.ts'
import type { Page, ShownResource, Store, StoredResource, UserKeys } from './store.ts'

/** The table of users. */
export const userTable = resourceTable<UserKeys>({
  table: 'users',
  sequence: 'user_sequence',
  keys: [
    { name: 'userName', column: 'user_name_key', key: foldedKey },
    { name: 'email', column: 'email_key', key: foldedKey },
    { name: 'externalId', column: 'external_id_key', key: exactKey },
  ],
})

const enterprise: typeof enterpriseUserUrn =
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

/** RFC 7643, section 4.3: `manager.value`. No index has it, so only a filter with an id may ask for it. */
const findManager = ({ resource }: ShownResource): unknown =>
  JSON.parse(resource)[enterprise]?.manager?.value

/** The users of all identity stores. */
export const users = (
  db: Database,
  safeNumbers: SafeNumbers,
  credentialCheck: CredentialCheck,
  batches?: TableBatches,
): Store['users'] => {
  const { select, selectByKey, lookUpBatched, queries } = resources(
    db,
    safeNumbers,
    credentialCheck,
    userTable,
    batches,
  )

  const makeList =
    <Row extends ShownResource>(columns: string) =>
    async (
      identityStoreId: string,
      filter: UserFilter | undefined,
      page: Page,
    ): Promise<readonly Row[]> => {
      switch (filter?.by) {
        case undefined:
          return select<Row>(columns, identityStoreId, anyRow, page)
        case 'userName':
        case 'externalId':
        case 'id':
          return selectByKey<Row>(columns, identityStoreId, filter, page)
        case 'id-and-manager': {
          const found = await selectByKey<Row>(
            columns,
            identityStoreId,
            { by: 'id', value: filter.id },
            page,
          )
          return found.filter((user) => findManager(user) === filter.manager)
        }
        case 'group': {
          if (!isId(filter.value)) return []
          const members = {
            text: 'id in (select user_id from memberships where identity_store_id = ? and group_id = ?)',
            values: [identityStoreId, filter.value],
          }
          return select<Row>(columns, identityStoreId, members, page)
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
