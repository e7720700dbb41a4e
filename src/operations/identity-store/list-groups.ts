import { groupView } from '../../identity-center/identity-store/views.ts'
import { listResources } from './list-resources.ts'
import { type StoreOperation, storeAnswer } from './store-call.ts'

/** ListGroups. Its filter is deprecated in favor of GetGroupId. */
export const listGroups: StoreOperation = async (call, { store }) => {
  const { identityStoreId } = call
  const { items, token } = await listResources(
    call,
    'DisplayName',
    (value, page) =>
      store.groups.list(
        identityStoreId,
        value === undefined ? undefined : { by: 'displayName', value },
        page,
      ),
    (stored) => groupView(identityStoreId, stored),
  )
  return storeAnswer({ Groups: items, ...token })
}
