import {
  patchUserOperationRules,
  patchUserResultRules,
} from '../identity-center/rules/patch-user.ts'
import { parseStoredAttributes } from '../identity-center/serialize-resource.ts'
import { applyPatch } from '../scim/apply-patch.ts'
import { readPatch } from '../scim/patch.ts'
import { sentPointer } from '../scim/pointer.ts'
import { readUser } from '../scim/read-resource.ts'
import type { Location } from '../scim/resource.ts'
import type { Operation } from './operation.ts'
import { requireObject } from './request-body.ts'
import { writeUser } from './write-user.ts'

/**
 * PATCH /Users/{id}: AWS developer guide, PatchUser. Evaluates the operations first, then the user that results, by the
 * rules of a PUT of that user.
 */
export const patchUser: Operation = async (call, dependencies) => {
  const { id, evaluation } = call
  const body = await requireObject(call)
  const patch = readPatch(body, 'User')
  const bodyPointer = (location: Location) => sentPointer(body, location)
  const patchSubject = { operation: 'PatchUser', patch, changes: [] } as const
  evaluation.require(patchUserOperationRules, patchSubject, bodyPointer)

  return writeUser(call, dependencies, (stored) => {
    const before = parseStoredAttributes(stored.resource)
    const { resource: result, placeOf } = applyPatch(before, patch.operations, 'User')
    const pointerOf = (location: Location) => bodyPointer(placeOf(location))
    const { resource: user, deviations } = readUser(result, evaluation.dialect.asOf)
    const subject = {
      operation: 'PatchUser',
      resource: user,
      deviations,
      bodyId: undefined,
      pathId: id,
      previous: readUser(before).resource,
    } as const
    evaluation.require(patchUserResultRules, subject, pointerOf)
    return { user, pointerOf }
  })
}
