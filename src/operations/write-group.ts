import { MissingReference, UniqueViolation } from '../identity-center/errors.ts'
import { refusalOf } from '../identity-center/judge.ts'
import type { Finding } from '../identity-center/rule.ts'
import { groupExists, memberExists } from '../identity-center/rules/existence.ts'
import type { Group, Location } from '../scim/resource.ts'
import { resourceText } from '../scim/wire.ts'
import type { GroupKeys, MemberChanges, Store, StoredResource } from '../store/store.ts'
import type { Answer, Call, Dependencies } from './operation.ts'
import { groupConflict } from './refuse-conflict.ts'
import { replaceRow } from './replace-row.ts'
import { externalIdIssuer } from './user-record.ts'

/** What is made of a group that is stored, and what was found on the way. */
export interface GroupChange {
  readonly group: Group
  readonly findings: readonly Finding[]
  readonly pointerOf: (location: Location) => string
  /** Only the rows that are named here are touched, however large the group. */
  readonly memberships?: MemberChanges
  /** What is to be kept beside the resource; without it, what was. */
  readonly extra?: string
}

/** How a change of a group goes. */
export interface GroupWriting {
  /** Asked again where somebody else has changed the group since, at last within a transaction with the row locked. */
  readonly change: (stored: StoredResource, store: Store) => GroupChange | Promise<GroupChange>
  /** What is answered, with the group as it then is. */
  readonly answer: (resource: string, findings: readonly Finding[]) => Answer
  /** Where a member stands that turns out not to exist. */
  readonly memberLocation: Location
  readonly memberPointerOf: (location: Location) => string
  /** What was found before the group was looked at. */
  readonly findings: readonly Finding[]
}

/**
 * Replaces a stored group by what `change` makes of it, and changes its memberships: all of it or nothing, so that two
 * writers never lose one another's effect. Refuses a group that does not exist, values that others hold, and members that are no users.
 */
export const writeGroup = async (
  call: Call,
  { store, now }: Dependencies,
  writing: GroupWriting,
): Promise<Answer> => {
  const { identityStoreId, tenantId, id, dialect } = call
  let attempt: { readonly keys: GroupKeys; readonly change: GroupChange } | undefined

  const write = async (
    store: Store,
    stored: StoredResource | undefined,
    version?: string,
  ): Promise<Answer | undefined> => {
    if (stored === undefined) {
      throw refusalOf(groupExists, [{ location: ['id'], value: id }], dialect, writing.findings)
    }
    const changed = await writing.change(stored, store)
    const { group, extra, findings, memberships } = changed
    const keys = { displayName: group.displayName, externalId: group.externalId }
    attempt = { keys, change: changed }
    const at = now()
    const row = {
      id,
      resource: resourceText('Group', { id, created: stored.createdAt, lastModified: at }, group),
      keys,
      externalIdIssuer: externalIdIssuer(tenantId, group),
      at,
      by: call.origin,
      ...(extra !== undefined && { extra }),
    }
    const answer = writing.answer(row.resource, findings)
    const more = {
      ...(version !== undefined && { version }),
      ...(memberships && { members: memberships }),
    }
    const isWritten = await store.groups.update(identityStoreId, row, call.buildEvent(answer), more)
    return isWritten ? answer : undefined
  }

  return replaceRow(store, 'groups', identityStoreId, id, write).catch(async (error: unknown) => {
    if (error instanceof MissingReference) {
      const { memberLocation: location, memberPointerOf, findings } = writing
      throw refusalOf(memberExists, [{ location }], dialect, findings, memberPointerOf)
    }
    if (!(error instanceof UniqueViolation) || attempt === undefined) throw error
    const { keys, change } = attempt
    const taken = await store.groups.findTaken(identityStoreId, keys, id)
    throw groupConflict(call, keys, taken, change.pointerOf, writing.findings)
  })
}
