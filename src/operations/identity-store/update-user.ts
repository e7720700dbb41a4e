import { idOf } from '../../identity-center/identity-store/identifiers.ts'
import { apiUserRules } from '../../identity-center/rules/identity-store-resources.ts'
import { parseStoredAttributes } from '../../identity-center/serialize-resource.ts'
import { readUser } from '../../scim/read-resource.ts'
import { extraText } from '../api-profile.ts'
import { writeUser } from '../write-user.ts'
import { readAttributeOperations } from './attribute-operations.ts'
import { userWriteAnswer } from './create-user.ts'
import { type StoreOperation, textOf } from './store-call.ts'
import { requireRevision } from './stored.ts'

/** UpdateUser: all operations take effect or none. The resulting user obeys the rules of a user that is created. */
export const updateUser: StoreOperation = async (call, dependencies) => {
  const { evaluation } = call
  const id = idOf(textOf(call, 'UserId'))
  const applyOperations = readAttributeOperations(call, 'User')
  const at = dependencies.now()
  const toStoreAnswer = userWriteAnswer(call, at)
  const answer = await writeUser(
    { ...call, id, buildEvent: (stored) => call.buildEvent(toStoreAnswer(stored)) },
    { ...dependencies, now: () => at },
    (stored) => {
      requireRevision(call, stored)
      const before = parseStoredAttributes(stored.resource)
      const {
        resource: result,
        extra,
        pointerOf,
      } = applyOperations(before, JSON.parse(stored.extra))
      const { resource: user, deviations } = readUser(result, evaluation.dialect.asOf)
      const subject = {
        operation: 'PatchUser',
        resource: user,
        extra,
        deviations,
        bodyId: undefined,
        pathId: id,
        previous: readUser(before).resource,
      } as const
      evaluation.require(apiUserRules, subject, pointerOf)
      return { user, pointerOf, extra: extraText(extra) }
    },
  )
  return toStoreAnswer(answer)
}
