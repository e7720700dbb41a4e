import { idOf } from '../../identity-center/identity-store/identifiers.ts'
import { judge } from '../../identity-center/judge.ts'
import { apiUserRules } from '../../identity-center/rules/identity-store-resources.ts'
import { readUser } from '../../scim/read-resource.ts'
import { storedAttributes } from '../../scim/wire.ts'
import { extraText } from '../api-profile.ts'
import { requireAccepted } from '../require-accepted.ts'
import { writeUser } from '../write-user.ts'
import { attributeOperations } from './attribute-operations.ts'
import { userWritten } from './create-user.ts'
import { type StoreOperation, textOf } from './store-call.ts'
import { requireRevision } from './stored.ts'

/** UpdateUser: all operations or none; the user that they lead to obeys the laws of a user that is created. */
export const updateUser: StoreOperation = async (call, dependencies) => {
  const id = idOf(textOf(call, 'UserId'))
  const update = attributeOperations(call, 'User')
  const at = dependencies.now()
  const written = userWritten(call, at)
  const answer = await writeUser(
    { ...call, id, buildEvent: (stored) => call.buildEvent(written(stored)) },
    { ...dependencies, now: () => at },
    (stored) => {
      requireRevision(call, stored)
      const before = storedAttributes(stored.resource)
      const { resource: result, extra, pointerOf } = update(before, JSON.parse(stored.extra))
      const { resource: user, deviations } = readUser(result, call.dialect.asOf)
      const subject = {
        operation: 'PatchUser',
        resource: user,
        extra,
        deviations,
        bodyId: undefined,
        pathId: id,
        previous: readUser(before).resource,
      } as const
      const findings = requireAccepted(judge(apiUserRules, subject, call.dialect, pointerOf))
      return { user, findings, pointerOf, extra: extraText(extra) }
    },
  )
  return written(answer)
}
