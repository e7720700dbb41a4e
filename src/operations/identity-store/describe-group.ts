import { groupView } from '../../identity-center/identity-store/views.ts'
import { describeAnswer, type StoreOperation } from './store-call.ts'
import { requireGroup } from './stored.ts'

/** DescribeGroup. */
export const describeGroup: StoreOperation = async (call, { store }) =>
  describeAnswer(groupView(call.identityStoreId, await requireGroup(call, store)))
