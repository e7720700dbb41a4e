import { UniqueViolation } from '../identity-center/errors.ts'
import { resourceId, resourceIdBytes } from '../identity-center/identifiers.ts'
import { createUserRules } from '../identity-center/rules/create-user.ts'
import { userQuota } from '../identity-center/rules/quotas.ts'
import { serializeResource } from '../identity-center/serialize-resource.ts'
import type { UserSubject } from '../identity-center/subjects.ts'
import { readUser } from '../scim/read-resource.ts'
import type { Location } from '../scim/resource.ts'
import { type ApiProfile, extraText, splitBody } from './api-profile.ts'
import type { Answer, Operation } from './operation.ts'
import { userConflict } from './refuse-conflict.ts'
import { requireObject } from './request-body.ts'
import { externalIdIssuer, userKeys, withActive } from './user-record.ts'

/** The operation that creates users, as one API has it. */
export const createUserWith =
  (profile: ApiProfile<UserSubject>): Operation =>
  async (call, { store, now, randomBytes }) => {
    const { identityStoreId, tenantId, evaluation } = call
    const { behaviors, asOf } = evaluation.dialect
    const body = await requireObject(call)
    const { attributes, extra, pointerOf: splitPointer } = splitBody(body, profile.extraAttributes)
    const {
      resource,
      deviations,
      id: bodyId,
      pointerOf: attributePointer,
    } = readUser(attributes, asOf)
    const pointerOf = (location: Location) => splitPointer(location, attributePointer)
    const subject = {
      operation: 'CreateUser',
      resource,
      extra,
      deviations,
      bodyId,
      pathId: undefined,
    } as const
    evaluation.require(profile.rules, subject, pointerOf)

    const user = withActive(resource)
    const keys = userKeys(user)
    const at = now()
    const id = resourceId(randomBytes(resourceIdBytes), identityStoreId, behaviors.resourceIds)
    const text = serializeResource('User', { id, created: at, lastModified: at }, user)
    const row = {
      id,
      resource: text,
      keys,
      externalIdIssuer: externalIdIssuer(tenantId, user),
      at,
      by: call.origin,
      extra: extraText(extra),
    }

    const answer: Answer = { status: 201, body: text }
    const outcome = await store.users
      .insert(identityStoreId, row, behaviors.quotas.users, call.buildEvent(answer))
      .catch(async (error: unknown) => {
        if (!(error instanceof UniqueViolation)) throw error
        const taken = await store.users.findTaken(identityStoreId, keys)
        throw userConflict(evaluation, keys, taken, pointerOf)
      })
    if (outcome === 'quota') throw evaluation.refusal(userQuota)

    return answer
  }

/** POST /Users: AWS developer guide, CreateUser. */
export const createUser = createUserWith({ rules: createUserRules, extraAttributes: [] })
