import { memberExists } from '../identity-center/rules/existence.ts'
import {
  patchGroupOperationRules,
  patchGroupResultRules,
} from '../identity-center/rules/patch-group.ts'
import { parseStoredAttributes } from '../identity-center/serialize-resource.ts'
import { applyPatch } from '../scim/apply-patch.ts'
import { membershipChanges } from '../scim/memberships.ts'
import { readPatch } from '../scim/patch.ts'
import { sentPointer } from '../scim/pointer.ts'
import { readGroup } from '../scim/read-resource.ts'
import type { Location } from '../scim/resource.ts'
import { netMemberships } from './net-memberships.ts'
import type { Operation } from './operation.ts'
import { requireObject } from './request-body.ts'
import { writeGroup } from './write-group.ts'

/**
 * PATCH /Groups/{id}: AWS developer guide, PatchGroup. All operations take effect or none. Only the membership rows
 * that it names are touched, however large the group is.
 */
export const patchGroup: Operation = async (call, dependencies) => {
  const { id, evaluation } = call
  const body = await requireObject(call)
  const patch = readPatch(body, 'Group')
  const changes = membershipChanges(patch.operations)
  const bodyPointer = (location: Location) => sentPointer(body, location)
  const patchSubject = { operation: 'PatchGroup', patch, changes } as const
  evaluation.require(patchGroupOperationRules, patchSubject, bodyPointer)

  return writeGroup(call, dependencies, {
    change: (stored) => {
      const before = parseStoredAttributes(stored.resource)
      const { resource: result, placeOf } = applyPatch(before, patch.operations, 'Group')
      const pointerOf = (location: Location) => bodyPointer(placeOf(location))
      const { resource: group, deviations } = readGroup(result)
      const subject = {
        operation: 'PatchGroup',
        resource: group,
        deviations,
        bodyId: undefined,
        pathId: id,
        previous: readGroup(before).resource,
      } as const
      evaluation.require(patchGroupResultRules, subject, pointerOf)
      const memberships = netMemberships(changes, evaluation.dialect.behaviors)
      return { group, pointerOf, memberships }
    },
    status: 204,
    memberMissing: () => {
      const location = changes.find(({ change }) => change === 'add')?.location ?? []
      return evaluation.refusal(memberExists, [{ location }], bodyPointer)
    },
  })
}
