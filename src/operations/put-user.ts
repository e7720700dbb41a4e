import { putUserRules } from '../identity-center/rules/put-user.ts'
import { readUser } from '../scim/read-resource.ts'
import type { Operation } from './operation.ts'
import { requireObject } from './request-body.ts'
import { writeUser } from './write-user.ts'

/** PUT /Users/{id}: AWS developer guide, PutUser. Removes the attributes that the body does not have. */
export const putUser: Operation = async (call, dependencies) => {
  const { id, evaluation } = call
  const body = await requireObject(call)
  const { resource, deviations, id: bodyId, pointerOf } = readUser(body, evaluation.dialect.asOf)
  const subject = { operation: 'PutUser', resource, deviations, bodyId, pathId: id } as const
  evaluation.require(putUserRules, subject, pointerOf)
  return writeUser(call, dependencies, () => ({ user: resource, pointerOf }))
}
