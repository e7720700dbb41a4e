import { idOf } from '../../identity-center/identity-store/identifiers.ts'
import { apiGroupRules } from '../../identity-center/rules/identity-store-resources.ts'
import { parseStoredAttributes } from '../../identity-center/serialize-resource.ts'
import { readGroup } from '../../scim/read-resource.ts'
import { extraText } from '../api-profile.ts'
import { writeGroup } from '../write-group.ts'
import { readAttributeOperations } from './attribute-operations.ts'
import { groupWriteAnswer } from './create-group.ts'
import { type StoreOperation, textOf } from './store-call.ts'
import { requireRevision } from './stored.ts'

/** UpdateGroup: all operations take effect or none. The resulting group obeys the rules of a group that is created. */
export const updateGroup: StoreOperation = async (call, dependencies) => {
  const id = idOf(textOf(call, 'GroupId'))
  const applyOperations = readAttributeOperations(call, 'Group')
  const at = dependencies.now()
  const toStoreAnswer = groupWriteAnswer(call, at)
  const answer = await writeGroup(
    { ...call, id, buildEvent: (stored) => call.buildEvent(toStoreAnswer(stored)) },
    { ...dependencies, now: () => at },
    {
      change: (stored) => {
        requireRevision(call, stored)
        const before = parseStoredAttributes(stored.resource)
        const {
          resource: result,
          extra,
          pointerOf,
        } = applyOperations(before, JSON.parse(stored.extra))
        const { resource: group, deviations } = readGroup(result)
        const subject = {
          operation: 'PatchGroup',
          resource: group,
          extra,
          deviations,
          bodyId: undefined,
          pathId: id,
          previous: readGroup(before).resource,
        } as const
        call.evaluation.require(apiGroupRules, subject, pointerOf)
        return { group, pointerOf, extra: extraText(extra) }
      },
      status: 200,
    },
  )
  return toStoreAnswer(answer)
}
