import { eventView } from '../events/event-view.ts'
import type { World } from '../operations/operation.ts'
import type { IdentityStoreRow, Store } from '../store/store.ts'
import { type AccessKeySecrets, accessKeyring } from './access-keys.ts'
import type { Administration, IdentityStoreView, ProvisionedStoreView } from './administration.ts'
import { askedAgain } from './asked-again.ts'
import { checkResources } from './check/check-resources.ts'
import type { Clock } from './clock.ts'
import { type ContentMeans, localContents } from './contents/local-contents.ts'
import { localDirectory } from './directory/local-directory.ts'
import { eventLog } from './event-log.ts'
import { explain } from './explain.ts'
import { deleteStore, insertStore, requireStore } from './identity-stores.ts'
import { enable, setProvisioning } from './provisioning.ts'
import { getReminders } from './reminders.ts'
import { changeSettings, getSettings, readSettings, replaceSettings } from './settings.ts'
import { slowLane } from './slow-lane.ts'
import { createToken, deleteToken, listTokens } from './tokens.ts'

/** Says under which address a tenant id is served; null where no server runs. */
export type EndpointOf = (tenantId: string) => string | null

/** What the administration has beside the world. */
export interface AdministrationMeans extends ContentMeans {
  readonly endpointOf: EndpointOf
  /** What is stored, as a store that keeps nothing of what is done to it: a fresh one at each call. */
  readonly dryStore: () => Store
  /** Undefined where the server key is not known: then no access key is made. */
  readonly accessKeySecrets: AccessKeySecrets | undefined
  /** What `World.now` goes by. */
  readonly clock: Clock
  /** The secret of the private listener lives outside of the store, too. */
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

/** The administration of the stores of this world, without a detour over HTTP. */
export const localAdministration = (world: World, means: AdministrationMeans): Administration => {
  const { endpointOf, dryStore, flushEvents, clock } = means
  const log = eventLog(world, flushEvents)
  const lane = slowLane()
  const provisioned = async (
    id: string,
    token: ProvisionedStoreView['token'],
  ): Promise<ProvisionedStoreView> => ({
    ...storeView(await requireStore(world.store, id), endpointOf),
    ...(token && { token }),
  })

  return {
    listStores: async () =>
      (await world.store.identityStores.list()).map((row) => storeView(row, endpointOf)),

    createStore: async ({ settings = {}, provisioning = true }) => {
      const parsed = readSettings(settings)
      const created = await world.store.transaction(async (store) => {
        const id = await insertStore(store, world, parsed)
        return { id, token: provisioning ? await enable(store, world, id) : undefined }
      })
      return provisioned(created.id, created.token)
    },

    getStore: async (id) => storeView(await requireStore(world.store, id), endpointOf),
    deleteStore: (id) => deleteStore(world, id),
    setProvisioning: async (id, enabled) =>
      provisioned(id, await setProvisioning(world, id, enabled)),
    listTokens: (id) => listTokens(world, id),
    createToken: (id) => createToken(world, id),
    deleteToken: (id, tokenId) => deleteToken(world, id, tokenId),
    getReminders: (id) => getReminders(world, id),
    getSettings: (id) => getSettings(world, id),
    replaceSettings: (id, settings) => replaceSettings(world, id, settings),
    changeSettings: (id, patch) => changeSettings(world, id, patch),
    accessKeys: accessKeyring(world, means.accessKeySecrets),
    rotateAdminToken: means.rotateAdminToken,
    clock: { show: async () => clock.show(), set: async (change) => clock.set(change) },
    directory: localDirectory(world, means.asOf),
    contents: localContents(world, means),
    events: log,
    check: (id, request) => lane(() => checkResources(world, id, request, means.asOf)),

    explain: async ({ about, settings = {}, ...named }) => {
      const asked =
        'requestId' in about
          ? askedAgain(await log.find(about.requestId, named.identityStoreId)) // of that store alone
          : { request: about }
      const explanation = { ...asked, ...named, settings: readSettings(settings) }
      return lane(async () =>
        eventView(await explain({ ...world, store: dryStore() }, means, explanation)),
      )
    },
  }
}
