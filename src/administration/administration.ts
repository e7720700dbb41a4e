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

/** An identity store in the admin API. */
export interface IdentityStoreView {
  readonly identityStoreId: string
  /** Null while provisioning is disabled. */
  readonly tenantId: string | null
  /** Null while provisioning is disabled, and if no server is running. */
  readonly scimEndpoint: string | null
  readonly provisioningEnabled: boolean
  readonly createdAt: string
  readonly settings: Settings
}

/** A store after a change of its provisioning, with the new token if provisioning was enabled. */
export interface ProvisionedStoreView extends IdentityStoreView {
  readonly token?: NewTokenView
}

/** A question about the response to a request, and its reasons. */
export interface JudgmentContext {
  /** Without it: an empty store, or for a received request, the store that received it. */
  readonly identityStoreId?: string
  /** Settings that replace those of the store, one by one. */
  readonly settings?: unknown
  /** The request, or the id of a received request. */
  readonly about: AskedRequest | { readonly requestId: string }
}

/** All administrative operations. Each method throws an AdministrationError if it is refused. */
export interface Administration {
  readonly listStores: () => Promise<readonly IdentityStoreView[]>
  readonly createStore: (request: {
    readonly settings?: unknown
    readonly provisioning?: boolean
  }) => Promise<ProvisionedStoreView>
  readonly getStore: (identityStoreId: string) => Promise<IdentityStoreView>
  readonly deleteStore: (identityStoreId: string) => Promise<void>
  /** Does nothing if provisioning is already in the requested state. */
  readonly setProvisioning: (
    identityStoreId: string,
    enabled: boolean,
  ) => Promise<ProvisionedStoreView>
  readonly listTokens: (identityStoreId: string) => Promise<readonly TokenView[]>
  readonly createToken: (identityStoreId: string) => Promise<NewTokenView>
  readonly deleteToken: (identityStoreId: string, tokenId: string) => Promise<void>
  /** The reminders about the expiry of the tokens, sent and upcoming. */
  readonly getReminders: (identityStoreId: string) => Promise<RemindersView>
  readonly getSettings: (identityStoreId: string) => Promise<Settings>
  readonly replaceSettings: (identityStoreId: string, settings: unknown) => Promise<Settings>
  /** Changes the given settings and removes those that are null: RFC 7396. */
  readonly changeSettings: (identityStoreId: string, patch: unknown) => Promise<Settings>
  readonly accessKeys: AccessKeyring
  readonly clock: SettableClock
  /** Replaces the admin token. The new one is returned only here; the old one is refused from now on. */
  readonly rotateAdminToken: () => Promise<string>
  /** Manual changes of users and groups. */
  readonly directory: Directory
  readonly contents: Contents
  readonly events: Pick<EventLog, 'list' | 'get' | 'follow'>
  /** The event that the request would leave now. Nothing is stored. */
  readonly explain: (question: JudgmentContext) => Promise<EventView>
  /** Checks users and groups as if they were created in the store now, in this order. */
  readonly check: (
    identityStoreId: string,
    request: CheckRequest,
  ) => Promise<readonly CheckedResource[]>
}
