import { judge } from '../identity-center/judge.ts'
import {
  patchUserOperationRules,
  patchUserResultRules,
} from '../identity-center/rules/patch-user.ts'
import { applyPatch } from '../scim/apply-patch.ts'
import { readPatch } from '../scim/patch.ts'
import { sentPointer } from '../scim/pointer.ts'
import { readUser } from '../scim/read-resource.ts'
import type { Location } from '../scim/resource.ts'
import { storedAttributes } from '../scim/wire.ts'
import type { Operation } from './operation.ts'
import { requireObject } from './request-body.ts'
import { requireAccepted } from './require-accepted.ts'
import { writeUser } from './write-user.ts'

/**
 * PATCH /Users/{id}: AWS developer guide, PatchUser. The operations are judged first, then the user that they lead
 * to, by the laws that a PUT of that user would have to keep.
 */
export const patchUser: Operation = async (call, dependencies) => {
  const { dialect } = call
  const { body, findings: bodyFindings } = await requireObject(call)
  const patch = readPatch(body, 'User')
  const sent = (location: Location) => sentPointer(body, location)
  const operationFindings = requireAccepted(
    judge(patchUserOperationRules, { operation: 'PatchUser', patch, changes: [] }, dialect, sent),
  )

  return writeUser(call, dependencies, (stored) => {
    const before = storedAttributes(stored.resource)
    const { resource: result, placeOf } = applyPatch(before, patch.operations, 'User')
    const pointerOf = (location: Location) => sent(placeOf(location))
    const { resource, deviations } = readUser(result, dialect.asOf)
    const subject = {
      operation: 'PatchUser',
      resource,
      deviations,
      bodyId: undefined,
      pathId: call.id,
      previous: readUser(before).resource,
    } as const
    const resultFindings = requireAccepted(judge(patchUserResultRules, subject, dialect, pointerOf))
    return {
      user: resource,
      findings: [...bodyFindings, ...operationFindings, ...resultFindings],
      pointerOf,
    }
  })
}
