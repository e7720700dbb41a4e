import type { EpochDate } from '../../src/identity-center/rule.ts'
import type {
  GroupSubject,
  ListSubject,
  PatchSubject,
  UserSubject,
} from '../../src/identity-center/subjects.ts'
import { applyPatch } from '../../src/scim/apply-patch.ts'
import { parseFilter } from '../../src/scim/filter.ts'
import { membershipChanges } from '../../src/scim/memberships.ts'
import { readPatch } from '../../src/scim/patch.ts'
import { readGroup, readUser } from '../../src/scim/read-resource.ts'
import type { JsonObject } from '../../src/scim/resource.ts'

/* Subjects of rules, read from JSON as the operations read them. */

/** The id in the path of a PUT or PATCH. */
export const pathId = '84a8b4c8-10f1-7041-9f2b-0c6d5e4f3a2b'

export const creating = (body: JsonObject, asOf?: EpochDate): UserSubject => {
  const { resource, deviations, id: bodyId } = readUser(body, asOf)
  return { operation: 'CreateUser', resource, deviations, bodyId, pathId: undefined }
}

/** Over a stored user, if one is given. */
export const putting = (body: JsonObject, previous?: JsonObject): UserSubject => {
  const { resource, deviations, id: bodyId } = readUser(body)
  const subject = { operation: 'PutUser', resource, deviations, bodyId, pathId: pathId } as const
  return previous === undefined ? subject : { ...subject, previous: readUser(previous).resource }
}

/** The user that operations lead to. */
export const patchedUser = (before: JsonObject, ...operations: JsonObject[]): UserSubject => {
  const { operations: read } = readPatch({ Operations: operations }, 'User')
  const { resource, deviations } = readUser(applyPatch(before, read, 'User').resource)
  return {
    operation: 'PatchUser',
    resource,
    deviations,
    bodyId: undefined,
    pathId: pathId,
    previous: readUser(before).resource,
  }
}

export const creatingGroup = (body: JsonObject): GroupSubject => {
  const { resource, deviations, id: bodyId } = readGroup(body)
  return { operation: 'CreateGroup', resource, deviations, bodyId, pathId: undefined }
}

/** The group that operations lead to. */
export const patchedGroup = (before: JsonObject, ...operations: JsonObject[]): GroupSubject => {
  const { operations: read } = readPatch({ Operations: operations }, 'Group')
  const { resource, deviations } = readGroup(applyPatch(before, read, 'Group').resource)
  return {
    operation: 'PatchGroup',
    resource,
    deviations,
    bodyId: undefined,
    pathId: pathId,
    previous: readGroup(before).resource,
  }
}

export const patchingUser = (...operations: readonly JsonObject[]): PatchSubject => ({
  operation: 'PatchUser',
  patch: readPatch({ Operations: operations }, 'User'),
  changes: [],
})

export const patchingGroup = (...operations: readonly JsonObject[]): PatchSubject => {
  const patch = readPatch({ Operations: operations }, 'Group')
  return { operation: 'PatchGroup', patch, changes: membershipChanges(patch.operations) }
}

export const listing = (
  operation: ListSubject['operation'],
  query: Readonly<Record<string, string>>,
): ListSubject => ({
  operation,
  query,
  filter: query['filter'] === undefined ? undefined : parseFilter(query['filter']),
})
