import { userView } from '../../identity-center/identity-store/views.ts'
import { extensionNames } from './extensions.ts'
import { listResources } from './list-resources.ts'
import { type StoreOperation, storeAnswer } from './store-call.ts'

/** ListUsers. Its filter is deprecated in favor of GetUserId. */
export const listUsers: StoreOperation = async (call, { store }) => {
  const { identityStoreId } = call
  const names = extensionNames(call)
  const { items, token } = await listResources(
    call,
    'UserName',
    (value, page) =>
      store.users.list(
        identityStoreId,
        value === undefined ? undefined : { by: 'userName', value },
        page,
      ),
    (stored) => userView(identityStoreId, stored, names),
  )
  return storeAnswer({ Users: items, ...token })
}
