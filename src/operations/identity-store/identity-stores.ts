import { identityStoreArn, instanceArn } from '../../identity-center/identity-store/identifiers.ts'
import { instanceView } from '../../identity-center/identity-store/views.ts'
import {
  apiIdentityStoreOwn,
  apiNextTokenValid,
} from '../../identity-center/rules/identity-store.ts'
import { type StoreCall, type StoreOperation, storeAnswer, textOf } from './store-call.ts'

/* An access key belongs to one identity store, and to the instance of IAM Identity Center that has it. */

const storeView = ({ identityStoreId }: StoreCall) => ({
  IdentityStoreId: identityStoreId,
  IdentityStoreArn: identityStoreArn(identityStoreId),
})

/** A list with one item has no second page. */
const refuseNextToken = ({ input, evaluation }: StoreCall) => {
  const value = input['NextToken']
  if (value === undefined || value === '') return
  throw evaluation.refusal(apiNextTokenValid, [{ location: ['NextToken'], value }])
}

/** DescribeIdentityStore, without a network configuration. */
export const describeIdentityStore: StoreOperation = async (call) => storeAnswer(storeView(call))

/** ListIdentityStores. */
export const listIdentityStores: StoreOperation = async (call) => {
  refuseNextToken(call)
  return storeAnswer({ IdentityStores: [storeView(call)] })
}

/** ListInstances of the IAM Identity Center API. */
export const listInstances: StoreOperation = async (call) => {
  refuseNextToken(call)
  return storeAnswer({ Instances: [instanceView(call.identityStoreId, call.storeCreatedAt)] })
}

/** DescribeInstance of the IAM Identity Center API. */
export const describeInstance: StoreOperation = async (call) => {
  const arn = textOf(call, 'InstanceArn')
  if (arn === instanceArn(call.identityStoreId)) {
    return storeAnswer(instanceView(call.identityStoreId, call.storeCreatedAt))
  }
  const note = 'You do not have sufficient access to perform this action.'
  const violation = { location: ['InstanceArn'], value: arn, note }
  throw call.evaluation.refusal(apiIdentityStoreOwn, [violation])
}
