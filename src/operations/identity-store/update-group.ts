import { idOf } from '../../identity-center/identity-store/identifiers.ts'
import { judge } from '../../identity-center/judge.ts'
import { apiGroupRules } from '../../identity-center/rules/identity-store-resources.ts'
import { jsonPointer } from '../../scim/pointer.ts'
import { readGroup } from '../../scim/read-resource.ts'
import { storedAttributes } from '../../scim/wire.ts'
import { extraText } from '../api-profile.ts'
import { requireAccepted } from '../require-accepted.ts'
import { writeGroup } from '../write-group.ts'
import { attributeOperations } from './attribute-operations.ts'
import { groupWritten } from './create-group.ts'
import { type StoreOperation, textOf } from './store-call.ts'
import { requireRevision } from './stored.ts'

/** UpdateGroup: all operations or none; the group that they lead to obeys the laws of a group that is created. */
export const updateGroup: StoreOperation = async (call, dependencies) => {
  const id = idOf(textOf(call, 'GroupId'))
  const update = attributeOperations(call, 'Group')
  const at = dependencies.now()
  const written = groupWritten(call, at)
  const answer = await writeGroup(
    { ...call, id, buildEvent: (stored) => call.buildEvent(written(stored)) },
    { ...dependencies, now: () => at },
    {
      change: (stored) => {
        requireRevision(call, stored)
        const before = storedAttributes(stored.resource)
        const { resource: result, extra, pointerOf } = update(before, JSON.parse(stored.extra))
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
        const findings = requireAccepted(judge(apiGroupRules, subject, call.dialect, pointerOf))
        return { group, findings, pointerOf, extra: extraText(extra) }
      },
      answer: (body, findings) => ({ status: 200, body, findings }),
      memberLocation: [],
      memberPointerOf: jsonPointer,
      findings: [],
    },
  )
  return written(answer)
}
