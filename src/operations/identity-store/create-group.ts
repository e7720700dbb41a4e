import { resourceArn, revisionOf } from '../../identity-center/identity-store/identifiers.ts'
import { scimNames } from '../../identity-center/identity-store/names.ts'
import { apiGroupRules } from '../../identity-center/rules/identity-store-resources.ts'
import { encodeUtf8 } from '../../lib/utf8.ts'
import { createGroupWith } from '../create-group.ts'
import type { Answer } from '../operation.ts'
import { type StoreAnswer, type StoreCall, type StoreOperation, storeAnswer } from './store-call.ts'

/** Attributes of groups that SCIM does not have. */
export const groupExtras = ['description'] as const

const create = createGroupWith({ rules: apiGroupRules, extraAttributes: groupExtras })

/** Turns the answer of the SCIM operation that wrote a group at `at` into that of the API. */
export const groupWriteAnswer =
  ({ identityStoreId }: StoreCall, at: Date) =>
  ({ body = '{}' }: Answer): StoreAnswer => {
    const { id } = JSON.parse(body)
    const written = {
      GroupId: id,
      IdentityStoreId: identityStoreId,
      GroupArn: resourceArn('group', id),
      Revision: revisionOf(at, body),
    }
    return { ...storeAnswer(written), isKept: true }
  }

/** CreateGroup: by the rules of SCIM's; the description is stored beside the SCIM resource. */
export const createGroup: StoreOperation = async (call, dependencies) => {
  const { IdentityStoreId: _, ...attributes } = call.input
  const body = encodeUtf8(JSON.stringify(scimNames(attributes)))
  const at = dependencies.now()
  const toStoreAnswer = groupWriteAnswer(call, at)
  const answer = await create(
    { ...call, body, buildEvent: (stored) => call.buildEvent(toStoreAnswer(stored)) },
    { ...dependencies, now: () => at },
  )
  return toStoreAnswer(answer)
}
