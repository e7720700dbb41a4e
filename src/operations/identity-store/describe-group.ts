import { groupView } from '../../identity-center/identity-store/views.ts'
import { type StoreOperation, storeAnswer } from './store-call.ts'
import { requireGroup } from './stored.ts'

/** DescribeGroup. */
export const describeGroup: StoreOperation = async (call, { store }) =>
  storeAnswer(groupView(call.identityStoreId, await requireGroup(call, store)))
