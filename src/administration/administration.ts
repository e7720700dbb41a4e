import type { Settings } from '../identity-center/dialect.ts'

/** An identity store as people and scripts see it. */
export interface IdentityStoreView {
  readonly identityStoreId: string
  /** Null while provisioning is disabled. */
  readonly tenantId: string | null
  /** Null while provisioning is disabled, and where no server runs that would answer there. */
  readonly scimEndpoint: string | null
  readonly provisioningEnabled: boolean
  readonly createdAt: string
  readonly settings: Settings
}

export interface TokenView {
  readonly id: string
  readonly createdAt: string
  readonly expiresAt: string
  readonly lastUsedAt: string | null
  readonly state: 'active' | 'expired'
}

/** A token just made: the only time that its value is known. */
export interface NewTokenView extends TokenView {
  readonly accessToken: string
}

/** A store after provisioning was switched; with the token that enabling brings. */
export interface ProvisionedStoreView extends IdentityStoreView {
  readonly token?: NewTokenView
}

/** What the console of the service does: each method answers, or throws an AdministrationError. */
export interface Administration {
  readonly listStores: () => Promise<readonly IdentityStoreView[]>
  readonly createStore: (request: {
    readonly settings?: unknown
    readonly provisioning?: boolean
  }) => Promise<ProvisionedStoreView>
  readonly getStore: (identityStoreId: string) => Promise<IdentityStoreView>
  readonly deleteStore: (identityStoreId: string) => Promise<void>
  /** Enabling what is enabled, and disabling what is disabled, changes nothing. */
  readonly setProvisioning: (
    identityStoreId: string,
    enabled: boolean,
  ) => Promise<ProvisionedStoreView>
  readonly listTokens: (identityStoreId: string) => Promise<readonly TokenView[]>
  readonly createToken: (identityStoreId: string) => Promise<NewTokenView>
  readonly deleteToken: (identityStoreId: string, tokenId: string) => Promise<void>
  readonly getSettings: (identityStoreId: string) => Promise<Settings>
  readonly replaceSettings: (identityStoreId: string, settings: unknown) => Promise<Settings>
}
