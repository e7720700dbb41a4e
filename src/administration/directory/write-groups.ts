import {
  createGroupManuallyRules,
  manualChangeOverwritten,
  updateGroupManuallyRules,
} from '../../identity-center/rules/manual.ts'
import { parseStoredAttributes } from '../../identity-center/serialize-resource.ts'
import { extraText, splitBody } from '../../operations/api-profile.ts'
import { createGroupWith } from '../../operations/create-group.ts'
import { groupExtras } from '../../operations/identity-store/create-group.ts'
import { requireObject } from '../../operations/request-body.ts'
import { writeGroup } from '../../operations/write-group.ts'
import { parseObject, spellingIn } from '../../scim/json-object.ts'
import { sentPointer } from '../../scim/pointer.ts'
import { readGroup } from '../../scim/read-resource.ts'
import type { Location } from '../../scim/resource.ts'
import { mergePatch } from '../shared/merge-patch.ts'
import type { ChangeManually } from './change-manually.ts'
import type { Actor } from './directory.ts'
import { pathSegment } from './path-segment.ts'
import { overwriteReason } from './provisioning-status.ts'

const createManually = createGroupWith({
  rules: createGroupManuallyRules,
  extraAttributes: groupExtras,
})

const groupPath = (groupId: string) => `/groups/${pathSegment(groupId)}`

/** Creates a group; returns its id. */
export const createGroup = async (
  change: ChangeManually,
  store: string,
  attributes: unknown,
  actor: Actor | undefined,
): Promise<string> => {
  const { body = '{}' } = await change(
    store,
    {
      operation: 'CreateGroup',
      method: 'POST',
      path: '/groups',
      id: '',
      sent: attributes ?? null,
    },
    actor,
    createManually,
  )
  return JSON.parse(body).id
}

/** Changes the name or description of a group. */
export const updateGroup = async (
  change: ChangeManually,
  store: string,
  groupId: string,
  changes: unknown,
  actor: Actor | undefined,
): Promise<void> => {
  await change(
    store,
    {
      operation: 'UpdateGroup',
      method: 'PATCH',
      path: groupPath(groupId),
      id: groupId,
      sent: changes ?? null,
    },
    actor,
    async (call, dependencies, provisioning) => {
      const { evaluation } = call
      const body = await requireObject(call)
      const sent = splitBody(body, groupExtras)
      const pointerOf = (location: Location) => sentPointer(body, location)
      return writeGroup(call, dependencies, {
        change: (stored) => {
          const before = parseStoredAttributes(stored.resource)
          const { resource, deviations } = readGroup(
            mergePatch(before, sent.attributes, { spellingIn }),
          )
          const subject = {
            operation: 'PatchGroup',
            resource,
            extra: sent.extra,
            deviations,
            bodyId: undefined,
            pathId: groupId,
            previous: readGroup(before).resource,
          } as const
          const overwriting = overwriteReason(provisioning, stored, 'group')
          evaluation.require(updateGroupManuallyRules, subject, pointerOf)
          evaluation.require([manualChangeOverwritten], { overwriting })
          return {
            group: resource,
            extra: extraText(mergePatch(parseObject(stored.extra), sent.extra, { spellingIn })),
            pointerOf,
          }
        },
        status: 200,
      })
    },
  )
}
