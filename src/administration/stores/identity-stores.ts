import {
  identityStoreId,
  identityStoreIdBytes,
  isIdentityStoreId,
} from '../../identity-center/identifiers.ts'
import type { Settings } from '../../identity-center/settings.ts'
import type { Dependencies } from '../../operations/operation.ts'
import type { IdentityStoreRow, Store } from '../../store/store.ts'
import { AdministrationError } from '../shared/administration-error.ts'

const noSuchStore = () =>
  new AdministrationError(
    'not-found',
    'There is no identity store with this id. List the stores to see their ids.',
  )

/** Rejects values that cannot be the id of an identity store, before the database is asked. */
export const requireStoreId = (id: string): void => {
  if (!isIdentityStoreId(id)) throw noSuchStore()
}

/** The row of an identity store. Throws an AdministrationError `not-found`. `lock` is for callers that change it. */
export const requireStore = async (
  store: Store,
  id: string,
  how: 'find' | 'lock' = 'find',
): Promise<IdentityStoreRow> => {
  requireStoreId(id)
  const row = await store.identityStores[how](id)
  if (row === undefined) throw noSuchStore()
  return row
}

/** Creates an empty identity store without a tenant id. */
export const insertStore = async (store: Store, dependencies: Dependencies, settings: Settings) => {
  const id = identityStoreId(dependencies.randomBytes(identityStoreIdBytes))
  await store.identityStores.insert({ id, createdAt: dependencies.now(), settings })
  return id
}

/** Deletes an identity store with its users, groups and tokens. Its tenant ids are never reused. */
export const deleteStore = async (dependencies: Dependencies, id: string): Promise<void> => {
  requireStoreId(id)
  if (!(await dependencies.store.identityStores.delete(id, dependencies.now()))) throw noSuchStore()
}
