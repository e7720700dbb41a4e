import { UniqueViolation } from '../identity-center/errors.ts'
import { refusalOf } from '../identity-center/judge.ts'
import type { Finding } from '../identity-center/rule.ts'
import { userExists } from '../identity-center/rules/existence.ts'
import type { Location, User } from '../scim/resource.ts'
import { resourceText } from '../scim/wire.ts'
import type { Store, StoredResource, UserKeys } from '../store/store.ts'
import type { Answer, Call, Dependencies } from './operation.ts'
import { userConflict } from './refuse-conflict.ts'
import { replaceRow } from './replace-row.ts'
import { externalIdIssuer, userKeys, withActive } from './user-record.ts'

/** What a PUT or PATCH makes of the user that is stored, and what was found on the way. */
export interface Change {
  readonly user: User
  readonly findings: readonly Finding[]
  readonly pointerOf: (location: Location) => string
  /** What is to be kept beside the resource; without it, what was. */
  readonly extra?: string
}

/**
 * Replaces a stored user by what `change` makes of it, so that two writers never lose one another's effect. Refuses a
 * user that does not exist, and values that others hold.
 */
export const writeUser = async (
  call: Call,
  { store, now }: Dependencies,
  change: (stored: StoredResource) => Change,
): Promise<Answer> => {
  const { identityStoreId, tenantId, id, dialect } = call
  let attempt: { readonly keys: UserKeys; readonly change: Change } | undefined

  const write = async (
    { users }: Store,
    stored: StoredResource | undefined,
    version?: string,
  ): Promise<Answer | undefined> => {
    if (stored === undefined) {
      throw refusalOf(userExists, [{ location: ['id'], value: id }], dialect)
    }
    const changed = change(stored)
    const user = withActive(changed.user)
    const keys = userKeys(user)
    attempt = { keys, change: changed }
    const at = now()
    const text = resourceText('User', { id, created: stored.createdAt, lastModified: at }, user)
    const answer: Answer = { status: 200, body: text, findings: changed.findings }
    const row = {
      id,
      resource: text,
      keys,
      externalIdIssuer: externalIdIssuer(tenantId, user),
      at,
      by: call.origin,
      ...(changed.extra !== undefined && { extra: changed.extra }),
    }
    const more = version === undefined ? {} : { version }
    const isWritten = await users.update(identityStoreId, row, call.buildEvent(answer), more)
    return isWritten ? answer : undefined
  }

  return replaceRow(store, 'users', identityStoreId, id, write).catch(async (error: unknown) => {
    if (!(error instanceof UniqueViolation) || attempt === undefined) throw error
    const { keys, change: changed } = attempt
    const taken = await store.users.findTaken(identityStoreId, keys, id)
    throw userConflict(call, keys, taken, changed.pointerOf, changed.findings)
  })
}
