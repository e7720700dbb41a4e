import { resourceArn } from '../../identity-center/identity-store/identifiers.ts'
import { refusalOf } from '../../identity-center/judge.ts'
import { groupExists } from '../../identity-center/rules/existence.ts'
import { jsonPointer } from '../../scim/pointer.ts'
import { alternateOf } from './alternate-identifier.ts'
import { describeAnswer, type StoreOperation } from './store-call.ts'

/** GetGroupId: by display name or external id. */
export const getGroupId: StoreOperation = async (call, { store }) => {
  const { identityStoreId, dialect } = call
  const alternate = alternateOf(call, ['displayName'])
  const { value } = alternate
  const by = alternate.by === 'externalId' ? 'externalId' : 'displayName'
  const [stored] = await store.groups.list(identityStoreId, { by, value }, { after: 0, limit: 1 })
  const isWanted = alternate.by === 'attribute' || stored?.externalIdIssuer === alternate.issuer
  if (stored === undefined || !isWanted) {
    const violation = { location: ['AlternateIdentifier'], value }
    throw refusalOf(groupExists, [violation], dialect, [], jsonPointer)
  }
  return describeAnswer({
    GroupId: stored.id,
    IdentityStoreId: identityStoreId,
    GroupArn: resourceArn('group', stored.id),
  })
}
