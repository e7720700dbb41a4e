import type { ManualOperationName } from '../../identity-center/logged-apis.ts'
import {
  createUserManuallyRules,
  manualChangeOverwritten,
  updateUserManuallyRules,
} from '../../identity-center/rules/manual.ts'
import { createUserWith } from '../../operations/create-user.ts'
import { requireObject } from '../../operations/request-body.ts'
import { writeUser } from '../../operations/write-user.ts'
import { isObject, memberOf, spellingIn } from '../../scim/json-object.ts'
import { sentPointer } from '../../scim/pointer.ts'
import { readUser } from '../../scim/read-resource.ts'
import type { Location } from '../../scim/resource.ts'
import { storedAttributes } from '../../scim/wire.ts'
import { mergePatch } from '../shared/merge-patch.ts'
import type { ChangeManually } from './change-manually.ts'
import type { Actor } from './directory.ts'
import { pathSegment } from './path-segment.ts'
import { overwriting } from './provisioning-status.ts'

const createManually = createUserWith({ rules: createUserManuallyRules, extraAttributes: [] })

/** A new user is enabled: AWS user guide, add users. */
const enabled = (attributes: unknown): unknown =>
  isObject(attributes) && (memberOf(attributes, 'active') ?? null) === null
    ? mergePatch(attributes, { active: true }, { spellingIn })
    : attributes

/** What the console calls a change: it enables and disables apart from editing. */
const changeName = (changes: unknown): ManualOperationName => {
  const names = isObject(changes) ? Object.keys(changes) : []
  if (!isObject(changes) || names.length !== 1) return 'UpdateUser'
  const active = memberOf(changes, 'active')
  if (active === true) return 'EnableUser'
  return active === false ? 'DisableUser' : 'UpdateUser'
}

const pathOf = (userId: string) => `/users/${pathSegment(userId)}`

/** Makes a user, and says its id. */
export const createUser = async (
  byHand: ChangeManually,
  store: string,
  attributes: unknown,
  actor: Actor | undefined,
): Promise<string> => {
  const { body = '{}' } = await byHand(
    store,
    {
      operation: 'CreateUser',
      method: 'POST',
      path: '/users',
      id: '',
      sent: attributes ?? null,
      body: enabled(attributes ?? null),
    },
    actor,
    createManually,
  )
  return JSON.parse(body).id
}

/** Makes changes to a user, all or none. */
export const updateUser = async (
  byHand: ChangeManually,
  store: string,
  userId: string,
  changes: unknown,
  actor: Actor | undefined,
): Promise<void> => {
  await byHand(
    store,
    {
      operation: changeName(changes),
      method: 'PATCH',
      path: pathOf(userId),
      id: userId,
      sent: changes ?? null,
    },
    actor,
    async (call, dependencies, provisioning) => {
      const { evaluation } = call
      const body = await requireObject(call)
      const pointerOf = (location: Location) => sentPointer(body, location)
      return writeUser(call, dependencies, (stored) => {
        const before = storedAttributes(stored.resource)
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
        const synced = { overwriting: overwriting(provisioning, stored, 'user') }
        evaluation.require(updateUserManuallyRules, subject, pointerOf)
        evaluation.require([manualChangeOverwritten], synced)
        return { user: resource, pointerOf }
      })
    },
  )
}
