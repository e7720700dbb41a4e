import { MissingReference, UniqueViolation } from '../identity-center/errors.ts'
import { judge, refusalOf } from '../identity-center/judge.ts'
import {
  patchGroupOperationRules,
  patchGroupResultRules,
} from '../identity-center/rules/patch-group.ts'
import { groupNotFound, memberNotFound } from '../identity-center/rules/state.ts'
import { applyPatch } from '../scim/apply-patch.ts'
import { membershipChanges } from '../scim/memberships.ts'
import { readPatch } from '../scim/patch.ts'
import { sentPointer } from '../scim/pointer.ts'
import { readGroup } from '../scim/read-resource.ts'
import type { Location } from '../scim/resource.ts'
import { resourceText, storedAttributes } from '../scim/wire.ts'
import type { GroupKeys } from '../store/store.ts'
import { accept } from './accept.ts'
import { netMemberships } from './net-memberships.ts'
import type { Answer, Operation } from './operation.ts'
import { groupConflict } from './refuse-conflict.ts'
import { requireObject } from './request-body.ts'
import { externalIdIssuer } from './user-record.ts'

/**
 * PATCH /Groups/{id}: AWS developer guide, PatchGroup. All operations take effect or none; only the membership rows
 * that are named are touched, however large the group.
 */
export const patchGroup: Operation = async (call, { store, now }) => {
  const { identityStoreId, tenantId, id, dialect } = call
  const { body, findings: bodyFindings } = await requireObject(call)
  const patch = readPatch(body, 'Group')
  const changes = membershipChanges(patch.operations)
  const sent = (location: Location) => sentPointer(body, location)
  const operationFindings = [
    ...bodyFindings,
    ...accept(
      judge(patchGroupOperationRules, { operation: 'PatchGroup', patch, changes }, dialect, sent),
    ),
  ]
  const memberships = netMemberships(changes, dialect.behaviours)
  let attempt:
    | { readonly keys: GroupKeys; readonly pointerOf: (location: Location) => string }
    | undefined

  const write = store.transaction(async (transaction): Promise<Answer> => {
    const stored = await transaction.groups.lock(identityStoreId, id)
    if (stored === undefined) {
      throw refusalOf(groupNotFound, [{ location: ['id'], value: id }], dialect, operationFindings)
    }
    const before = storedAttributes(stored.resource)
    const { resource: result, placeOf } = applyPatch(before, patch.operations, 'Group')
    const pointerOf = (location: Location) => sent(placeOf(location))
    const { resource: group, remarks } = readGroup(result)
    const subject = {
      operation: 'PatchGroup',
      resource: group,
      remarks,
      bodyId: undefined,
      pathId: id,
      previous: readGroup(before).resource,
    } as const
    const findings = [
      ...operationFindings,
      ...accept(judge(patchGroupResultRules, subject, dialect, pointerOf)),
    ]

    const keys = { displayName: group.displayName, externalId: group.externalId }
    attempt = { keys, pointerOf }
    const at = now()
    const row = {
      id,
      resource: resourceText('Group', { id, created: stored.createdAt, lastModified: at }, group),
      keys,
      externalIdIssuer: externalIdIssuer(tenantId, group),
      at,
      by: call.origin,
    }
    const answer: Answer = { status: 204, findings }
    await transaction.groups.update(identityStoreId, row, call.eventOf(answer))
    const { clear, add, remove } = memberships
    if (clear) await transaction.memberships.clear(identityStoreId, id)
    if (remove.length > 0) await transaction.memberships.remove(identityStoreId, id, remove)
    if (add.length > 0) await transaction.memberships.add(identityStoreId, id, add, at, call.origin)
    return answer
  })

  return write.catch(async (error: unknown) => {
    if (error instanceof MissingReference) {
      const location = changes.find(({ change }) => change === 'add')?.location ?? []
      throw refusalOf(memberNotFound, [{ location }], dialect, operationFindings, sent)
    }
    if (!(error instanceof UniqueViolation) || attempt === undefined) throw error
    const taken = await store.groups.taken(identityStoreId, attempt.keys, id)
    throw groupConflict(call, attempt.keys, taken, attempt.pointerOf, operationFindings)
  })
}
