import type { Dependencies } from '../../operations/operation.ts'
import type { IdentityStoreRow, StoredResource } from '../../store/store.ts'
import { liveTokens } from '../stores/tokens.ts'

/** Whether an identity provider keeps a store in step, as far as this can be told from here. */
export interface ProvisioningStatus {
  readonly isEnabled: boolean
  /** When a token that still opens the door was last used; null for never. */
  readonly lastUsedAt: Date | null
}

/** How a store is kept in step at present. */
export const provisioningStatusOf = async (
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

/** Why a change by hand would not last; undefined where nothing speaks for it. */
export const overwriting = (
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
