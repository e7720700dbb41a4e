import { withCurrentRuleIds } from '../../identity-center/former-rule-ids.ts'
import { parseSettings } from '../../identity-center/settings/parse-settings.ts'
import type { Settings } from '../../identity-center/settings.ts'
import type { Dependencies } from '../../operations/operation.ts'
import { isObject } from '../../scim/json-object.ts'
import type { JsonObject } from '../../scim/resource.ts'
import { AdministrationError } from '../shared/administration-error.ts'
import { mergePatch } from '../shared/merge-patch.ts'
import { requireStore, requireStoreId } from './identity-stores.ts'

/** Validates settings. Throws an AdministrationError with all errors. */
export const readSettings = (given: unknown): Settings => {
  const { settings, errors } = parseSettings(given)
  if (errors.length > 0) throw new AdministrationError('invalid', errors.join(' '))
  return settings
}

/** The settings of a store. */
export const getSettings = async (
  dependencies: Dependencies,
  identityStoreId: string,
): Promise<Settings> => (await requireStore(dependencies.store, identityStoreId)).settings

/** Replaces all settings of a store. They apply from the next request on. */
export const replaceSettings = async (
  dependencies: Dependencies,
  identityStoreId: string,
  given: unknown,
) => {
  requireStoreId(identityStoreId)
  const settings = readSettings(given)
  return dependencies.store.transaction(async (store) => {
    await requireStore(store, identityStoreId, 'lock')
    await store.identityStores.saveSettings(identityStoreId, settings)
    return settings
  })
}

/** Depth of settings: `rules`, `quotas` and `events` are objects of simple values. */
const levelsOfSettings = 2

/** A patch that names rules by the ids of today: null under a former id has to remove the level of today's. */
const withCurrentRules = (patch: JsonObject): JsonObject =>
  isObject(patch['rules']) ? { ...patch, rules: withCurrentRuleIds(patch['rules']) } : patch

/** Changes the given settings and removes those that are null: RFC 7396. Other settings do not change. */
export const changeSettings = async (
  dependencies: Dependencies,
  identityStoreId: string,
  patch: unknown,
) => {
  requireStoreId(identityStoreId)
  return dependencies.store.transaction(async (store) => {
    const row = await requireStore(store, identityStoreId, 'lock')
    const kept = parseSettings(row.settings).settings // settings of an older version may be unknown now
    const settings = readSettings(
      isObject(patch)
        ? mergePatch({ ...kept }, withCurrentRules(patch), { levels: levelsOfSettings })
        : patch,
    )
    await store.identityStores.saveSettings(identityStoreId, settings)
    return settings
  })
}
