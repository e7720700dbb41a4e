import { groupView } from '../../identity-center/identity-store/views.ts'
import { type StoreOperation, told } from './store-call.ts'
import { requireGroup } from './stored.ts'

/** DescribeGroup. */
export const describeGroup: StoreOperation = async (call, { store }) =>
  told(groupView(call.identityStoreId, await requireGroup(call, store)))
