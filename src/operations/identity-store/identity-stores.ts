import { identityStoreArn, instanceArn } from '../../identity-center/identity-store/identifiers.ts'
import { instanceView } from '../../identity-center/identity-store/views.ts'
import { refusalOf } from '../../identity-center/judge.ts'
import {
  apiIdentityStoreOwn,
  apiNextTokenValid,
} from '../../identity-center/rules/identity-store.ts'
import { jsonPointer } from '../../scim/pointer.ts'
import { describeAnswer, type StoreCall, type StoreOperation, textOf } from './store-call.ts'

/* An access key knows of one identity store, and of the instance of IAM Identity Center that it belongs to. */

const own = ({ identityStoreId }: StoreCall) => ({
  IdentityStoreId: identityStoreId,
  IdentityStoreArn: identityStoreArn(identityStoreId),
})

/** A list of one has no second page. */
const refuseToken = ({ input, dialect }: StoreCall) => {
  const value = input['NextToken']
  if (value === undefined || value === '') return
  throw refusalOf(apiNextTokenValid, [{ location: ['NextToken'], value }], dialect, [], jsonPointer)
}

/** DescribeIdentityStore; there is no network configuration here. */
export const describeIdentityStore: StoreOperation = async (call) => describeAnswer(own(call))

/** ListIdentityStores. */
export const listIdentityStores: StoreOperation = async (call) => {
  refuseToken(call)
  return describeAnswer({ IdentityStores: [own(call)] })
}

/** ListInstances of the IAM Identity Center API. */
export const listInstances: StoreOperation = async (call) => {
  refuseToken(call)
  return describeAnswer({ Instances: [instanceView(call.identityStoreId, call.storeCreatedAt)] })
}

/** DescribeInstance of the IAM Identity Center API. */
export const describeInstance: StoreOperation = async (call) => {
  const arn = textOf(call, 'InstanceArn')
  if (arn === instanceArn(call.identityStoreId)) {
    return describeAnswer(instanceView(call.identityStoreId, call.storeCreatedAt))
  }
  const note = 'You do not have sufficient access to perform this action.'
  const violation = { location: ['InstanceArn'], value: arn, note }
  throw refusalOf(apiIdentityStoreOwn, [violation], call.dialect, [], jsonPointer)
}
