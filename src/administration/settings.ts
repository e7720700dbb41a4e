import { parseSettings, type Settings } from '../identity-center/dialect.ts'
import type { World } from '../operations/operation.ts'
import { AdministrationError } from './administration-error.ts'
import { requireStore, requireStoreId } from './identity-stores.ts'

/** Settings as somebody gave them. Refuses the whole of them when any part means nothing. */
export const readSettings = (given: unknown): Settings => {
  const { settings, faults } = parseSettings(given)
  if (faults.length > 0) throw new AdministrationError('invalid', faults.join(' '))
  return settings
}

/** The settings of a store. */
export const getSettings = async (world: World, identityStoreId: string): Promise<Settings> =>
  (await requireStore(world.store, identityStoreId)).settings

/** Puts these settings in the place of all that there were; they hold from the next request on. */
export const replaceSettings = async (world: World, identityStoreId: string, given: unknown) => {
  requireStoreId(identityStoreId)
  const settings = readSettings(given)
  return world.store.transaction(async (store) => {
    await requireStore(store, identityStoreId, 'lock')
    await store.identityStores.saveSettings(identityStoreId, settings)
    return settings
  })
}
