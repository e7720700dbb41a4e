import { MissingReference, type Refusal, UniqueViolation } from '../identity-center/errors.ts'
import type { PointerOf } from '../identity-center/evaluation.ts'
import { groupExists } from '../identity-center/rules/existence.ts'
import { serializeResource } from '../identity-center/serialize-resource.ts'
import type { Group } from '../scim/resource.ts'
import type { GroupKeys, MemberChanges, Store, StoredResource } from '../store/store.ts'
import type { Answer, Call, Dependencies } from './operation.ts'
import { groupConflict } from './refuse-conflict.ts'
import { replaceRow } from './replace-row.ts'
import { externalIdIssuer } from './user-record.ts'

/** What a stored group is replaced by. */
export interface GroupChange {
  readonly group: Group
  readonly pointerOf: PointerOf
  /** Only the membership rows that are named here are touched, however large the group is. */
  readonly memberships?: MemberChanges
  /** The text to store beside the resource; without it, the stored one stays. */
  readonly extra?: string
}

/** One change of a group. */
export interface GroupWrite {
  /** Called again after a lost update; at last in a transaction that has locked the row. Evaluates its rules itself. */
  readonly change: (stored: StoredResource, store: Store) => GroupChange | Promise<GroupChange>
  /** With 200 the answer has the group as it is by then; with 204 it has no body. */
  readonly status: 200 | 204
  /** The refusal where a user that `change` adds does not exist; only needed where it adds users. */
  readonly memberMissing?: () => Refusal
}

/**
 * Replaces a stored group and changes its memberships, all or nothing; see `replaceRow` for concurrent writers.
 * Refuses a group that does not exist, values that another group has, and members that are not users.
 */
export const writeGroup = async (
  call: Call,
  { store, now }: Dependencies,
  { change, status, memberMissing }: GroupWrite,
): Promise<Answer> => {
  const { identityStoreId, tenantId, id, evaluation } = call
  let attempt: { readonly keys: GroupKeys; readonly pointerOf: PointerOf } | undefined

  const write = async (
    store: Store,
    stored: StoredResource | undefined,
    version?: string,
  ): Promise<Answer | undefined> => {
    if (stored === undefined) {
      throw evaluation.refusal(groupExists, [{ location: ['id'], value: id }])
    }
    const { group, extra, pointerOf, memberships } = await change(stored, store)
    const keys = { displayName: group.displayName, externalId: group.externalId }
    attempt = { keys, pointerOf }
    const at = now()
    const row = {
      id,
      resource: serializeResource(
        'Group',
        { id, created: stored.createdAt, lastModified: at },
        group,
      ),
      keys,
      externalIdIssuer: externalIdIssuer(tenantId, group),
      at,
      by: call.origin,
      ...(extra !== undefined && { extra }),
    }
    const answer: Answer = { status, ...(status === 200 && { body: row.resource }) }
    const more = {
      ...(version !== undefined && { version }),
      ...(memberships && { members: memberships }),
    }
    const isWritten = await store.groups.update(identityStoreId, row, call.buildEvent(answer), more)
    return isWritten ? answer : undefined
  }

  return replaceRow(store, 'groups', call, write).catch(async (error: unknown) => {
    if (error instanceof MissingReference && memberMissing !== undefined) throw memberMissing()
    if (!(error instanceof UniqueViolation) || attempt === undefined) throw error
    const taken = await store.groups.findTaken(identityStoreId, attempt.keys, id)
    throw groupConflict(evaluation, attempt.keys, taken, attempt.pointerOf)
  })
}
