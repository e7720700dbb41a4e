import type { Dependencies } from '../../operations/operation.ts'
import type { IdentityStoreRow, StoredResource } from '../../store/store.ts'
import { liveTokens } from '../stores/tokens.ts'

/** Whether an identity provider provisions a store, as far as the store shows it. */
export interface ProvisioningStatus {
  readonly isEnabled: boolean
  /** When a token that is still valid was last used; null for never. */
  readonly lastUsedAt: Date | null
}

/** Loads the current provisioning status of a store. */
export const loadProvisioningStatus = async (
  { store, now }: Dependencies,
  { id, tenantId }: IdentityStoreRow,
): Promise<ProvisioningStatus> => {
  if (tenantId === null) return { isEnabled: false, lastUsedAt: null }
  const uses = (await liveTokens(store, id, now())).flatMap(({ lastUsedAt }) => lastUsedAt ?? [])
  return {
    isEnabled: true,
    lastUsedAt: uses.reduce<Date | null>(
      (last, use) => (last === null || use > last ? use : last),
      null,
    ),
  }
}

/** Why the identity provider may overwrite a manual change, in a sentence; undefined where it will not. */
export const overwriteReason = (
  { isEnabled, lastUsedAt }: ProvisioningStatus,
  { createdBy, updatedBy, externalIdIssuer, updatedAt }: StoredResource,
  what: 'user' | 'group',
): string | undefined => {
  if (!isEnabled) return undefined
  if (updatedBy === 'scim') {
    return `provisioning is enabled, and SCIM wrote this ${what} last, at ${updatedAt.toISOString()}.`
  }
  if (createdBy === 'scim' || externalIdIssuer !== null) {
    return `provisioning is enabled, and this ${what} came by SCIM.`
  }
  return lastUsedAt === null
    ? undefined
    : `provisioning is enabled and was used at ${lastUsedAt.toISOString()}; the identity provider may have a ${what} of this name.`
}
