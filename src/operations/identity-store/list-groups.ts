import { groupView } from '../../identity-center/identity-store/views.ts'
import { listResources } from './list-resources.ts'
import { describeAnswer, type StoreOperation } from './store-call.ts'

/** ListGroups; its filter is deprecated in favour of GetGroupId. */
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
  return describeAnswer({ Groups: items, ...token })
}
