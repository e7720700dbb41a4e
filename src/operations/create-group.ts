import { MissingReference, UniqueViolation } from '../identity-center/errors.ts'
import { resourceId, resourceIdBytes } from '../identity-center/identifiers.ts'
import { judge, refusalOf } from '../identity-center/judge.ts'
import { createGroupRules } from '../identity-center/rules/create-group.ts'
import { memberExists } from '../identity-center/rules/existence.ts'
import { groupQuota } from '../identity-center/rules/quotas.ts'
import type { GroupSubject } from '../identity-center/subjects.ts'
import { readGroup } from '../scim/read-resource.ts'
import type { Location } from '../scim/resource.ts'
import { resourceText } from '../scim/wire.ts'
import type { Store } from '../store/store.ts'
import { type ApiProfile, extraText, splitBody } from './api-profile.ts'
import type { Answer, Operation } from './operation.ts'
import { groupConflict } from './refuse-conflict.ts'
import { requireObject } from './request-body.ts'
import { requireAccepted } from './require-accepted.ts'
import { externalIdIssuer } from './user-record.ts'

/** Creates groups that obey the laws of a door. */
export const createGroupBy =
  (door: ApiProfile<GroupSubject>): Operation =>
  async (call, { store, now, randomBytes }) => {
    const { identityStoreId, tenantId, dialect } = call
    const { body, findings: bodyFindings } = await requireObject(call)
    const { attributes, extra, pointerOf: placeOf } = splitBody(body, door.extra)
    const { resource: group, deviations, id: bodyId, pointerOf: sent } = readGroup(attributes)
    const pointerOf = (location: Location) => placeOf(location, sent)
    const subject = {
      operation: 'CreateGroup',
      resource: group,
      extra,
      deviations,
      bodyId,
      pathId: undefined,
    } as const
    const findings = [
      ...bodyFindings,
      ...requireAccepted(judge(door.rules, subject, dialect, pointerOf)),
    ]

    const keys = { displayName: group.displayName, externalId: group.externalId }
    const members = (group.members ?? []).flatMap(({ value }) => value ?? [])
    const at = now()
    const id = resourceId(
      randomBytes(resourceIdBytes),
      identityStoreId,
      dialect.behaviors.resourceIds,
    )
    const text = resourceText('Group', { id, created: at, lastModified: at }, group)

    const answer: Answer = { status: 201, body: text, findings }
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
      const { quotas } = dialect.behaviors
      const outcome = await groups.insert(
        identityStoreId,
        row,
        quotas.groups,
        call.buildEvent(answer),
      )
      if (outcome === 'quota') throw refusalOf(groupQuota, [{ location: [] }], dialect, findings)
      if (members.length > 0) await memberships.add(identityStoreId, id, members, at, call.origin)
    }

    await (members.length > 0 ? store.transaction(write) : write(store)).catch(
      async (error: unknown) => {
        if (error instanceof MissingReference) {
          throw refusalOf(memberExists, [{ location: ['members'] }], dialect, findings, pointerOf)
        }
        if (!(error instanceof UniqueViolation)) throw error
        const taken = await store.groups.findTaken(identityStoreId, keys)
        throw groupConflict(call, keys, taken, pointerOf, findings)
      },
    )
    return answer
  }

/** POST /Groups: AWS developer guide, CreateGroup. The answer never shows the members. */
export const createGroup = createGroupBy({ rules: createGroupRules, extra: [] })
