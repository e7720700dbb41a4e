import { judge } from '../identity-center/judge.ts'
import { putUserRules } from '../identity-center/rules/put-user.ts'
import { readUser } from '../scim/read-resource.ts'
import { accept } from './accept.ts'
import type { Operation } from './operation.ts'
import { requireObject } from './request-body.ts'
import { writeUser } from './write-user.ts'

/** PUT /Users/{id}: AWS developer guide, PutUser. What the body leaves out is gone afterwards. */
export const putUser: Operation = async (call, world) => {
  const { body, findings: bodyFindings } = await requireObject(call)
  const { resource, remarks, id: bodyId, pointerOf } = readUser(body, call.dialect.asOf)
  const subject = { operation: 'PutUser', resource, remarks, bodyId, pathId: call.id } as const
  const findings = [
    ...bodyFindings,
    ...accept(judge(putUserRules, subject, call.dialect, pointerOf)),
  ]
  return writeUser(call, world, () => ({ user: resource, findings, pointerOf }))
}
