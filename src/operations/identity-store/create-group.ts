import { resourceArn, revisionOf } from '../../identity-center/identity-store/identifiers.ts'
import { scimNames } from '../../identity-center/identity-store/names.ts'
import { apiGroupRules } from '../../identity-center/rules/identity-store-resources.ts'
import { createGroupBy } from '../create-group.ts'
import type { Answer } from '../operation.ts'
import { describeAnswer, type StoreCall, type StoreOperation } from './store-call.ts'

/** What groups have that SCIM does not know of. */
export const groupExtras = ['description'] as const

const create = createGroupBy({ rules: apiGroupRules, extra: groupExtras })

/** The answer to a write of a group, of which the operation tells how it is stored. */
export const groupWritten =
  ({ identityStoreId }: StoreCall, at: Date) =>
  ({ body = '{}', findings }: Answer) => {
    const { id } = JSON.parse(body)
    const written = {
      GroupId: id,
      IdentityStoreId: identityStoreId,
      GroupArn: resourceArn('group', id),
      Revision: revisionOf(at, body),
    }
    return { ...describeAnswer(written, findings), isKept: true }
  }

/** CreateGroup: by the laws of SCIM's; the description is kept beside what SCIM knows. */
export const createGroup: StoreOperation = async (call, dependencies) => {
  const { IdentityStoreId: _, ...attributes } = call.input
  const body = new TextEncoder().encode(JSON.stringify(scimNames(attributes)))
  const at = dependencies.now()
  const written = groupWritten(call, at)
  const answer = await create(
    { ...call, body, buildEvent: (stored) => call.buildEvent(written(stored)) },
    { ...dependencies, now: () => at },
  )
  return written(answer)
}
