import { MissingReference, UniqueViolation } from '../identity-center/errors.ts'
import { resourceId, resourceIdBytes } from '../identity-center/identifiers.ts'
import { createGroupRules } from '../identity-center/rules/create-group.ts'
import { memberExists } from '../identity-center/rules/existence.ts'
import { groupQuota } from '../identity-center/rules/quotas.ts'
import { serializeResource } from '../identity-center/serialize-resource.ts'
import type { GroupSubject } from '../identity-center/subjects.ts'
import { readGroup } from '../scim/read-resource.ts'
import type { Location } from '../scim/resource.ts'
import type { Store } from '../store/store.ts'
import { type ApiProfile, extraText, splitBody } from './api-profile.ts'
import type { Answer, Operation } from './operation.ts'
import { groupConflict } from './refuse-conflict.ts'
import { requireObject } from './request-body.ts'
import { externalIdIssuer } from './user-record.ts'

/** The operation that creates groups, as one API has it. */
export const createGroupWith =
  (profile: ApiProfile<GroupSubject>): Operation =>
  async (call, { store, now, randomBytes }) => {
    const { identityStoreId, tenantId, evaluation } = call
    const { behaviors } = evaluation.dialect
    const body = await requireObject(call)
    const { attributes, extra, pointerOf: splitPointer } = splitBody(body, profile.extraAttributes)
    const {
      resource: group,
      deviations,
      id: bodyId,
      pointerOf: attributePointer,
    } = readGroup(attributes)
    const pointerOf = (location: Location) => splitPointer(location, attributePointer)
    const subject = {
      operation: 'CreateGroup',
      resource: group,
      extra,
      deviations,
      bodyId,
      pathId: undefined,
    } as const
    evaluation.require(profile.rules, subject, pointerOf)

    const keys = { displayName: group.displayName, externalId: group.externalId }
    const members = (group.members ?? []).flatMap(({ value }) => value ?? [])
    const at = now()
    const id = resourceId(randomBytes(resourceIdBytes), identityStoreId, behaviors.resourceIds)
    const text = serializeResource('Group', { id, created: at, lastModified: at }, group)

    const answer: Answer = { status: 201, body: text }
    const write = async ({ groups, memberships }: Store) => {
      const row = {
        id,
        resource: text,
        keys,
        externalIdIssuer: externalIdIssuer(tenantId, group),
        at,
        by: call.origin,
        extra: extraText(extra),
      }
      const event = call.buildEvent(answer)
      const outcome = await groups.insert(identityStoreId, row, behaviors.quotas.groups, event)
      if (outcome === 'quota') throw evaluation.refusal(groupQuota)
      if (members.length > 0) await memberships.add(identityStoreId, id, members, at, call.origin)
    }

    await (members.length > 0 ? store.transaction(write) : write(store)).catch(
      async (error: unknown) => {
        if (error instanceof MissingReference) {
          throw evaluation.refusal(memberExists, [{ location: ['members'] }], pointerOf)
        }
        if (!(error instanceof UniqueViolation)) throw error
        const taken = await store.groups.findTaken(identityStoreId, keys)
        throw groupConflict(evaluation, keys, taken, pointerOf)
      },
    )
    return answer
  }

/** POST /Groups: AWS developer guide, CreateGroup. The response never shows the members. */
export const createGroup = createGroupWith({ rules: createGroupRules, extraAttributes: [] })
