import type { ManualOperationName } from '../../identity-center/logged-apis.ts'
import {
  createUserManuallyRules,
  manualChangeOverwritten,
  updateUserManuallyRules,
} from '../../identity-center/rules/manual.ts'
import { parseStoredAttributes } from '../../identity-center/serialize-resource.ts'
import { createUserWith } from '../../operations/create-user.ts'
import { requireObject } from '../../operations/request-body.ts'
import { writeUser } from '../../operations/write-user.ts'
import { isObject, memberOf, spellingIn } from '../../scim/json-object.ts'
import { sentPointer } from '../../scim/pointer.ts'
import { readUser } from '../../scim/read-resource.ts'
import type { Location } from '../../scim/resource.ts'
import { mergePatch } from '../shared/merge-patch.ts'
import type { ChangeManually } from './change-manually.ts'
import type { Actor } from './directory.ts'
import { pathSegment } from './path-segment.ts'
import { overwriteReason } from './provisioning-status.ts'

const createManually = createUserWith({ rules: createUserManuallyRules, extraAttributes: [] })

/** Adds `active: true` where it is missing: a new user is enabled. AWS user guide, add users. */
const withActive = (attributes: unknown): unknown =>
  isObject(attributes) && (memberOf(attributes, 'active') ?? null) === null
    ? mergePatch(attributes, { active: true }, { spellingIn })
    : attributes

/** The operation's name in CloudTrail: the console enables and disables separately from editing. */
const manualOperationName = (changes: unknown): ManualOperationName => {
  const names = isObject(changes) ? Object.keys(changes) : []
  if (!isObject(changes) || names.length !== 1) return 'UpdateUser'
  const active = memberOf(changes, 'active')
  if (active === true) return 'EnableUser'
  return active === false ? 'DisableUser' : 'UpdateUser'
}

const userPath = (userId: string) => `/users/${pathSegment(userId)}`

/** Creates a user; returns its id. */
export const createUser = async (
  change: ChangeManually,
  store: string,
  attributes: unknown,
  actor: Actor | undefined,
): Promise<string> => {
  const { body = '{}' } = await change(
    store,
    {
      operation: 'CreateUser',
      method: 'POST',
      path: '/users',
      id: '',
      sent: attributes ?? null,
      body: withActive(attributes ?? null),
    },
    actor,
    createManually,
  )
  return JSON.parse(body).id
}

/** Changes a user, all attributes or none. */
export const updateUser = async (
  change: ChangeManually,
  store: string,
  userId: string,
  changes: unknown,
  actor: Actor | undefined,
): Promise<void> => {
  await change(
    store,
    {
      operation: manualOperationName(changes),
      method: 'PATCH',
      path: userPath(userId),
      id: userId,
      sent: changes ?? null,
    },
    actor,
    async (call, dependencies, provisioning) => {
      const { evaluation } = call
      const body = await requireObject(call)
      const pointerOf = (location: Location) => sentPointer(body, location)
      return writeUser(call, dependencies, (stored) => {
        const before = parseStoredAttributes(stored.resource)
        const { resource, deviations } = readUser(
          mergePatch(before, body, { spellingIn }),
          evaluation.dialect.asOf,
        )
        const subject = {
          operation: 'PatchUser',
          resource,
          deviations,
          bodyId: undefined,
          pathId: userId,
          previous: readUser(before, evaluation.dialect.asOf).resource,
        } as const
        const overwriting = overwriteReason(provisioning, stored, 'user')
        evaluation.require(updateUserManuallyRules, subject, pointerOf)
        evaluation.require([manualChangeOverwritten], { overwriting })
        return { user: resource, pointerOf }
      })
    },
  )
}
