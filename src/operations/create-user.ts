import { UniqueViolation } from '../identity-center/errors.ts'
import { resourceId, resourceIdBytes } from '../identity-center/identifiers.ts'
import { judge, refusalOf } from '../identity-center/judge.ts'
import { createUserRules } from '../identity-center/rules/create-user.ts'
import { userQuota } from '../identity-center/rules/quotas.ts'
import type { UserSubject } from '../identity-center/subjects.ts'
import { readUser } from '../scim/read-resource.ts'
import type { Location } from '../scim/resource.ts'
import { resourceText } from '../scim/wire.ts'
import { type ApiProfile, extraText, splitBody } from './api-profile.ts'
import type { Answer, Operation } from './operation.ts'
import { userConflict } from './refuse-conflict.ts'
import { requireObject } from './request-body.ts'
import { requireAccepted } from './require-accepted.ts'
import { externalIdIssuer, userKeys, withActive } from './user-record.ts'

/** Creates users that obey the laws of a door. */
export const createUserBy =
  (door: ApiProfile<UserSubject>): Operation =>
  async (call, { store, now, randomBytes }) => {
    const { identityStoreId, tenantId, dialect } = call
    const { body, findings: bodyFindings } = await requireObject(call)
    const { attributes, extra, pointerOf: placeOf } = splitBody(body, door.extra)
    const { resource, deviations, id: bodyId, pointerOf: sent } = readUser(attributes, dialect.asOf)
    const pointerOf = (location: Location) => placeOf(location, sent)
    const subject = {
      operation: 'CreateUser',
      resource,
      extra,
      deviations,
      bodyId,
      pathId: undefined,
    } as const
    const findings = [
      ...bodyFindings,
      ...requireAccepted(judge(door.rules, subject, dialect, pointerOf)),
    ]

    const user = withActive(resource)
    const keys = userKeys(user)
    const at = now()
    const id = resourceId(
      randomBytes(resourceIdBytes),
      identityStoreId,
      dialect.behaviors.resourceIds,
    )
    const text = resourceText('User', { id, created: at, lastModified: at }, user)
    const row = {
      id,
      resource: text,
      keys,
      externalIdIssuer: externalIdIssuer(tenantId, user),
      at,
      by: call.origin,
      extra: extraText(extra),
    }

    const answer: Answer = { status: 201, body: text, findings }
    const outcome = await store.users
      .insert(identityStoreId, row, dialect.behaviors.quotas.users, call.buildEvent(answer))
      .catch(async (error: unknown) => {
        if (!(error instanceof UniqueViolation)) throw error
        const taken = await store.users.findTaken(identityStoreId, keys)
        throw userConflict(call, keys, taken, pointerOf, findings)
      })
    if (outcome === 'quota') throw refusalOf(userQuota, [{ location: [] }], dialect, findings)

    return answer
  }

/** POST /Users: AWS developer guide, CreateUser. */
export const createUser = createUserBy({ rules: createUserRules, extra: [] })
