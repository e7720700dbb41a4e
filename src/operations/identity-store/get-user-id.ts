import { resourceArn } from '../../identity-center/identity-store/identifiers.ts'
import { userExists } from '../../identity-center/rules/existence.ts'
import type { Store, StoredResource } from '../../store/store.ts'
import { type AlternateIdentifier, readAlternateIdentifier } from './alternate-identifier.ts'
import { type StoreOperation, storeAnswer } from './store-call.ts'

const find = async (
  { users }: Store,
  identityStoreId: string,
  alternate: AlternateIdentifier,
): Promise<StoredResource | undefined> => {
  if (alternate.by === 'externalId') {
    const { issuer, value } = alternate
    const page = { after: 0, limit: 1 }
    const [stored] = await users.list(identityStoreId, { by: 'externalId', value }, page)
    return stored?.externalIdIssuer === issuer ? stored : undefined
  }
  const keys = { userName: undefined, email: undefined, externalId: undefined }
  const key = alternate.path === 'userName' ? 'userName' : 'email'
  const [taken] = await users.findTaken(identityStoreId, { ...keys, [key]: alternate.value })
  return taken?.holder
}

/** GetUserId: by user name, e-mail address or external id. */
export const getUserId: StoreOperation = async (call, { store }) => {
  const { identityStoreId, evaluation } = call
  const alternate = readAlternateIdentifier(call, ['userName', 'emails.value'])
  const stored = await find(store, identityStoreId, alternate)
  if (stored === undefined) {
    const violation = { location: ['AlternateIdentifier'], value: alternate.value }
    throw evaluation.refusal(userExists, [violation])
  }
  return storeAnswer({
    IdentityStoreId: identityStoreId,
    UserId: stored.id,
    UserArn: resourceArn('user', stored.id),
  })
}
