import { UniqueViolation } from '../identity-center/errors.ts'
import type { PointerOf } from '../identity-center/evaluation.ts'
import { userExists } from '../identity-center/rules/existence.ts'
import { serializeResource } from '../identity-center/serialize-resource.ts'
import type { User } from '../scim/resource.ts'
import type { Store, StoredResource, UserKeys } from '../store/store.ts'
import type { Answer, Call, Dependencies } from './operation.ts'
import { userConflict } from './refuse-conflict.ts'
import { replaceRow } from './replace-row.ts'
import { externalIdIssuer, userKeys, withActive } from './user-record.ts'

/** What a stored user is replaced by. */
export interface UserChange {
  readonly user: User
  readonly pointerOf: PointerOf
  /** The text to store beside the resource; without it, the stored one stays. */
  readonly extra?: string
}

/**
 * Replaces a stored user; see `replaceRow` for concurrent writers, after which `change` is called again. `change`
 * evaluates its rules itself. Refuses a user that does not exist, and values that another user has.
 */
export const writeUser = async (
  call: Call,
  { store, now }: Dependencies,
  change: (stored: StoredResource) => UserChange,
): Promise<Answer> => {
  const { identityStoreId, tenantId, id, evaluation } = call
  let attempt: { readonly keys: UserKeys; readonly pointerOf: PointerOf } | undefined

  const write = async (
    { users }: Store,
    stored: StoredResource | undefined,
    version?: string,
  ): Promise<Answer | undefined> => {
    if (stored === undefined) {
      throw evaluation.refusal(userExists, [{ location: ['id'], value: id }])
    }
    const { user: changed, extra, pointerOf } = change(stored)
    const user = withActive(changed)
    const keys = userKeys(user)
    attempt = { keys, pointerOf }
    const at = now()
    const text = serializeResource(
      'User',
      { id, created: stored.createdAt, lastModified: at },
      user,
    )
    const answer: Answer = { status: 200, body: text }
    const row = {
      id,
      resource: text,
      keys,
      externalIdIssuer: externalIdIssuer(tenantId, user),
      at,
      by: call.origin,
      ...(extra !== undefined && { extra }),
    }
    const more = version === undefined ? {} : { version }
    const isWritten = await users.update(identityStoreId, row, call.buildEvent(answer), more)
    return isWritten ? answer : undefined
  }

  return replaceRow(store, 'users', call, write).catch(async (error: unknown) => {
    if (!(error instanceof UniqueViolation) || attempt === undefined) throw error
    const taken = await store.users.findTaken(identityStoreId, attempt.keys, id)
    throw userConflict(evaluation, attempt.keys, taken, attempt.pointerOf)
  })
}
