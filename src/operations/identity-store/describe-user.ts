import { idOf } from '../../identity-center/identity-store/identifiers.ts'
import { userView } from '../../identity-center/identity-store/views.ts'
import { extensionNames } from './extensions.ts'
import { type StoreOperation, storeAnswer, textOf } from './store-call.ts'
import { requireUser } from './stored.ts'

/** DescribeUser. */
export const describeUser: StoreOperation = async (call, { store }) => {
  const names = extensionNames(call)
  const stored = await requireUser(call, store, idOf(textOf(call, 'UserId')), ['UserId'])
  return storeAnswer(userView(call.identityStoreId, stored, names))
}
