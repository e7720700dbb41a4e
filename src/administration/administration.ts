import type { EventView } from '../events/event-view.ts'
import type { Settings } from '../identity-center/settings.ts'
import type { CheckRequest } from './check/check-resources.ts'
import type { CheckedResource } from './check/checked.ts'
import type { SettableClock } from './clock.ts'
import type { Contents } from './contents.ts'
import type { Directory } from './directory/directory.ts'
import type { EventLog } from './event-log.ts'
import type { AskedRequest } from './explain.ts'
import type { AccessKeyring } from './stores/access-keys.ts'
import type { RemindersView } from './stores/reminders.ts'
import type { NewTokenView, TokenView } from './stores/tokens.ts'

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

/** A store after provisioning was switched; with the token that enabling brings. */
export interface ProvisionedStoreView extends IdentityStoreView {
  readonly token?: NewTokenView
}

/** What would be answered to a request, and why. */
export interface JudgmentContext {
  /** Without it: a store with nothing in it; of a request that came, the store that it came to. */
  readonly identityStoreId?: string
  /** What the store's settings are replaced by, one by one. */
  readonly settings?: unknown
  /** The request, or the id of one that came. */
  readonly about: AskedRequest | { readonly requestId: string }
}

/** What the console of the service does, and what it does not tell: each method answers, or throws an AdministrationError. */
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
  /** What the service would have said by now, and would say, of the expiry of these tokens. */
  readonly getReminders: (identityStoreId: string) => Promise<RemindersView>
  readonly getSettings: (identityStoreId: string) => Promise<Settings>
  readonly replaceSettings: (identityStoreId: string, settings: unknown) => Promise<Settings>
  /** Changes those that are named, takes away those that are null: RFC 7396. */
  readonly changeSettings: (identityStoreId: string, patch: unknown) => Promise<Settings>
  readonly accessKeys: AccessKeyring
  readonly clock: SettableClock
  /** Gives a new secret of the private listener, this once; the old one is refused from now on. */
  readonly rotateAdminToken: () => Promise<string>
  /** Users and groups by hand. */
  readonly directory: Directory
  readonly contents: Contents
  readonly events: Pick<EventLog, 'list' | 'get' | 'follow'>
  /** The event that the request would leave now. It leaves none, nor anything else. */
  readonly explain: (question: JudgmentContext) => Promise<EventView>
  /** What would be said of users and groups, were each created in this store now, in their order. */
  readonly check: (
    identityStoreId: string,
    request: CheckRequest,
  ) => Promise<readonly CheckedResource[]>
}
