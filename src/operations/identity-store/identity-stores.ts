import { identityStoreArn, instanceArn } from '../../identity-center/identity-store/identifiers.ts'
import { instanceView } from '../../identity-center/identity-store/views.ts'
import { refusalOf } from '../../identity-center/judge.ts'
import { apiNextToken, apiStoreOfOthers } from '../../identity-center/rules/identity-store.ts'
import { jsonPointer } from '../../scim/pointer.ts'
import { type StoreCall, type StoreOperation, textOf, told } from './store-call.ts'

/* An access key knows of one identity store, and of the instance of IAM Identity Center that it belongs to. */

const own = ({ identityStoreId }: StoreCall) => ({
  IdentityStoreId: identityStoreId,
  IdentityStoreArn: identityStoreArn(identityStoreId),
})

/** A list of one has no second page. */
const refuseToken = ({ input, dialect }: StoreCall) => {
  const value = input['NextToken']
  if (value === undefined || value === '') return
  throw refusalOf(apiNextToken, [{ location: ['NextToken'], value }], dialect, [], jsonPointer)
}

/** DescribeIdentityStore; there is no network configuration here. */
export const describeIdentityStore: StoreOperation = async (call) => told(own(call))

/** ListIdentityStores. */
export const listIdentityStores: StoreOperation = async (call) => {
  refuseToken(call)
  return told({ IdentityStores: [own(call)] })
}

/** ListInstances of the IAM Identity Center API. */
export const listInstances: StoreOperation = async (call) => {
  refuseToken(call)
  return told({ Instances: [instanceView(call.identityStoreId, call.storeCreatedAt)] })
}

/** DescribeInstance of the IAM Identity Center API. */
export const describeInstance: StoreOperation = async (call) => {
  const arn = textOf(call, 'InstanceArn')
  if (arn === instanceArn(call.identityStoreId)) {
    return told(instanceView(call.identityStoreId, call.storeCreatedAt))
  }
  const note = 'You do not have sufficient access to perform this action.'
  const offence = { location: ['InstanceArn'], value: arn, note }
  throw refusalOf(apiStoreOfOthers, [offence], call.dialect, [], jsonPointer)
}
