import { eventView } from '../events/event-view.ts'
import type { Dependencies } from '../operations/operation.ts'
import type { IdentityStoreRow, Store } from '../store/store.ts'
import type { Administration, IdentityStoreView, ProvisionedStoreView } from './administration.ts'
import { checkResources } from './check/check-resources.ts'
import type { Clock } from './clock.ts'
import { localDirectory } from './directory/local-directory.ts'
import { eventLog } from './event-log.ts'
import { explain } from './explain.ts'
import { type ContentDependencies, localContents } from './local-contents.ts'
import { requestOfEvent } from './request-of-event.ts'
import { type AccessKeySecrets, accessKeyring } from './stores/access-keys.ts'
import { deleteStore, insertStore, requireStore } from './stores/identity-stores.ts'
import { enable, setProvisioning } from './stores/provisioning.ts'
import { getReminders } from './stores/reminders.ts'
import { changeSettings, getSettings, readSettings, replaceSettings } from './stores/settings.ts'
import { createToken, deleteToken, listTokens } from './stores/tokens.ts'
import { throttledQueue } from './throttled-queue.ts'

/** The SCIM endpoint of a tenant id; null if no server is running. */
export type EndpointOf = (tenantId: string) => string | null

/** What the administration depends on, in addition to the common dependencies. */
export interface AdministrationDependencies extends ContentDependencies {
  readonly endpointOf: EndpointOf
  /** A store with the stored contents that discards all writes; a new one for each call. */
  readonly dryStore: () => Store
  /** Undefined without the server key: then no access key can be created. */
  readonly accessKeySecrets: AccessKeySecrets | undefined
  /** The clock of `Dependencies.now`. */
  readonly clock: Clock
  /** Replaces the admin token, which is stored outside of the database, too. */
  readonly rotateAdminToken: () => Promise<string>
}

const storeView = (row: IdentityStoreRow, endpointOf: EndpointOf): IdentityStoreView => ({
  identityStoreId: row.id,
  tenantId: row.tenantId,
  scimEndpoint: row.tenantId === null ? null : endpointOf(row.tenantId),
  provisioningEnabled: row.tenantId !== null,
  createdAt: row.createdAt.toISOString(),
  settings: row.settings,
})

/** The administration, run in this process. */
export const localAdministration = (
  dependencies: Dependencies,
  environment: AdministrationDependencies,
): Administration => {
  const { endpointOf, dryStore, flushEvents, clock } = environment
  const log = eventLog(dependencies, flushEvents)
  const lane = throttledQueue()
  const provisioned = async (
    id: string,
    token: ProvisionedStoreView['token'],
  ): Promise<ProvisionedStoreView> => ({
    ...storeView(await requireStore(dependencies.store, id), endpointOf),
    ...(token && { token }),
  })

  return {
    listStores: async () =>
      (await dependencies.store.identityStores.list()).map((row) => storeView(row, endpointOf)),

    createStore: async ({ settings = {}, provisioning = true }) => {
      const parsed = readSettings(settings)
      const created = await dependencies.store.transaction(async (store) => {
        const id = await insertStore(store, dependencies, parsed)
        return { id, token: provisioning ? await enable(store, dependencies, id) : undefined }
      })
      return provisioned(created.id, created.token)
    },

    getStore: async (id) => storeView(await requireStore(dependencies.store, id), endpointOf),
    deleteStore: (id) => deleteStore(dependencies, id),
    setProvisioning: async (id, enabled) =>
      provisioned(id, await setProvisioning(dependencies, id, enabled)),
    listTokens: (id) => listTokens(dependencies, id),
    createToken: (id) => createToken(dependencies, id),
    deleteToken: (id, tokenId) => deleteToken(dependencies, id, tokenId),
    getReminders: (id) => getReminders(dependencies, id),
    getSettings: (id) => getSettings(dependencies, id),
    replaceSettings: (id, settings) => replaceSettings(dependencies, id, settings),
    changeSettings: (id, patch) => changeSettings(dependencies, id, patch),
    accessKeys: accessKeyring(dependencies, environment.accessKeySecrets),
    rotateAdminToken: environment.rotateAdminToken,
    clock: { show: async () => clock.show(), set: async (change) => clock.set(change) },
    directory: localDirectory(dependencies, environment.asOf),
    contents: localContents(dependencies, environment),
    events: log,
    check: (id, request) => lane(() => checkResources(dependencies, id, request, environment.asOf)),

    explain: async ({ about, settings = {}, ...named }) => {
      const asked =
        'requestId' in about
          ? requestOfEvent(await log.find(about.requestId, named.identityStoreId)) // only an event of this store
          : { request: about }
      const explanation = { ...asked, ...named, settings: readSettings(settings) }
      return lane(async () =>
        eventView(await explain({ ...dependencies, store: dryStore() }, environment, explanation)),
      )
    },
  }
}
