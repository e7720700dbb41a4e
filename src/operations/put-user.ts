import { judge } from '../identity-center/judge.ts'
import { putUserRules } from '../identity-center/rules/put-user.ts'
import { readUser } from '../scim/read-resource.ts'
import type { Operation } from './operation.ts'
import { requireObject } from './request-body.ts'
import { requireAccepted } from './require-accepted.ts'
import { writeUser } from './write-user.ts'

/** PUT /Users/{id}: AWS developer guide, PutUser. What the body leaves out is gone afterwards. */
export const putUser: Operation = async (call, dependencies) => {
  const { body, findings: bodyFindings } = await requireObject(call)
  const { resource, deviations, id: bodyId, pointerOf } = readUser(body, call.dialect.asOf)
  const subject = { operation: 'PutUser', resource, deviations, bodyId, pathId: call.id } as const
  const findings = [
    ...bodyFindings,
    ...requireAccepted(judge(putUserRules, subject, call.dialect, pointerOf)),
  ]
  return writeUser(call, dependencies, () => ({ user: resource, findings, pointerOf }))
}
