import { judge } from '../identity-center/judge.ts'
import {
  patchGroupOperationRules,
  patchGroupResultRules,
} from '../identity-center/rules/patch-group.ts'
import { applyPatch } from '../scim/apply-patch.ts'
import { membershipChanges } from '../scim/memberships.ts'
import { readPatch } from '../scim/patch.ts'
import { sentPointer } from '../scim/pointer.ts'
import { readGroup } from '../scim/read-resource.ts'
import type { Location } from '../scim/resource.ts'
import { storedAttributes } from '../scim/wire.ts'
import { netMemberships } from './net-memberships.ts'
import type { Operation } from './operation.ts'
import { requireObject } from './request-body.ts'
import { requireAccepted } from './require-accepted.ts'
import { writeGroup } from './write-group.ts'

/**
 * PATCH /Groups/{id}: AWS developer guide, PatchGroup. All operations take effect or none; only the membership rows
 * that are named are touched, however large the group.
 */
export const patchGroup: Operation = async (call, dependencies) => {
  const { id, dialect } = call
  const { body, findings: bodyFindings } = await requireObject(call)
  const patch = readPatch(body, 'Group')
  const changes = membershipChanges(patch.operations)
  const sent = (location: Location) => sentPointer(body, location)
  const operationFindings = [
    ...bodyFindings,
    ...requireAccepted(
      judge(patchGroupOperationRules, { operation: 'PatchGroup', patch, changes }, dialect, sent),
    ),
  ]

  return writeGroup(call, dependencies, {
    change: (stored) => {
      const before = storedAttributes(stored.resource)
      const { resource: result, placeOf } = applyPatch(before, patch.operations, 'Group')
      const pointerOf = (location: Location) => sent(placeOf(location))
      const { resource: group, deviations } = readGroup(result)
      const subject = {
        operation: 'PatchGroup',
        resource: group,
        deviations,
        bodyId: undefined,
        pathId: id,
        previous: readGroup(before).resource,
      } as const
      const resultFindings = requireAccepted(
        judge(patchGroupResultRules, subject, dialect, pointerOf),
      )
      return {
        group,
        findings: [...operationFindings, ...resultFindings],
        pointerOf,
        memberships: netMemberships(changes, dialect.behaviors),
      }
    },
    answer: (_resource, findings) => ({ status: 204, findings }),
    memberLocation: changes.find(({ change }) => change === 'add')?.location ?? [],
    memberPointerOf: sent,
    findings: operationFindings,
  })
}
