import { resourceArn } from '../../identity-center/identity-store/identifiers.ts'
import { groupExists } from '../../identity-center/rules/existence.ts'
import { readAlternateIdentifier } from './alternate-identifier.ts'
import { type StoreOperation, storeAnswer } from './store-call.ts'

/** GetGroupId: by display name or external id. */
export const getGroupId: StoreOperation = async (call, { store }) => {
  const { identityStoreId, evaluation } = call
  const alternate = readAlternateIdentifier(call, ['displayName'])
  const { value } = alternate
  const by = alternate.by === 'externalId' ? 'externalId' : 'displayName'
  const [stored] = await store.groups.list(identityStoreId, { by, value }, { after: 0, limit: 1 })
  const isWanted = alternate.by === 'attribute' || stored?.externalIdIssuer === alternate.issuer
  if (stored === undefined || !isWanted) {
    const violation = { location: ['AlternateIdentifier'], value }
    throw evaluation.refusal(groupExists, [violation])
  }
  return storeAnswer({
    GroupId: stored.id,
    IdentityStoreId: identityStoreId,
    GroupArn: resourceArn('group', stored.id),
  })
}
