import { accessKeyId, accessKeyIdBytes } from '../../identity-center/identifiers.ts'
import type { Dependencies } from '../../operations/operation.ts'
import type { AccessKeyRow, Store } from '../../store/store.ts'
import { AdministrationError } from '../shared/administration-error.ts'
import { requireStore, requireStoreId } from './identity-stores.ts'

export interface AccessKeyView {
  readonly accessKeyId: string
  readonly createdAt: string
  readonly lastUsedAt: string | null
}

/** A new access key. Its secret is shown only here. */
export interface NewAccessKeyView extends AccessKeyView {
  readonly secretAccessKey: string
}

/** The access keys of an identity store, which sign requests to the Identity Store API. */
export interface AccessKeyring {
  readonly list: (identityStoreId: string) => Promise<readonly AccessKeyView[]>
  readonly create: (identityStoreId: string) => Promise<NewAccessKeyView>
  readonly delete: (identityStoreId: string, accessKeyId: string) => Promise<void>
}

/** Derives the secrets of access keys from the server key: architecture, 4.4. */
export interface AccessKeySecrets {
  /** The secret of the key with this id, whether or not the key exists. */
  readonly secretOf: (accessKeyId: string) => string
  /** Whether this is still the server key of the database. */
  readonly areCurrent: () => Promise<boolean>
}

const accessKeyView = ({ id, createdAt, lastUsedAt }: AccessKeyRow): AccessKeyView => ({
  accessKeyId: id,
  createdAt: createdAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
})

/** Adds an access key to an existing store. */
export const addAccessKey = async (
  store: Store,
  dependencies: Dependencies,
  secrets: AccessKeySecrets,
  identityStoreId: string,
): Promise<NewAccessKeyView> => {
  const row = {
    id: accessKeyId(dependencies.randomBytes(accessKeyIdBytes)),
    createdAt: dependencies.now(),
  }
  await store.accessKeys.insert(identityStoreId, row)
  return {
    ...accessKeyView({ ...row, lastUsedAt: null }),
    secretAccessKey: secrets.secretOf(row.id),
  }
}

const requireSecrets = async (secrets: AccessKeySecrets | undefined): Promise<AccessKeySecrets> => {
  if (secrets !== undefined && (await secrets.areCurrent())) return secrets
  throw new AdministrationError(
    'conflict',
    'The access keys of this database belong to a server key that this server does not have. Pass it as SCIM_SERVER_KEY.',
  )
}

/** The access keys of all stores. Without secrets, keys can be listed and deleted, but not created. */
export const accessKeyring = (
  dependencies: Dependencies,
  secrets: AccessKeySecrets | undefined,
): AccessKeyring => ({
  list: async (identityStoreId) => {
    await requireStore(dependencies.store, identityStoreId)
    return (await dependencies.store.accessKeys.list(identityStoreId)).map(accessKeyView)
  },

  create: async (identityStoreId) => {
    requireStoreId(identityStoreId)
    const known = await requireSecrets(secrets)
    return dependencies.store.transaction(async (store) => {
      await requireStore(store, identityStoreId, 'lock') // so that it is not deleted in the meantime
      return addAccessKey(store, dependencies, known, identityStoreId)
    })
  },

  delete: async (identityStoreId, id) => {
    await requireStore(dependencies.store, identityStoreId)
    if (await dependencies.store.accessKeys.delete(identityStoreId, id)) return
    throw new AdministrationError(
      'not-found',
      `Identity store ${identityStoreId} has no access key with this id. List its access keys to see their ids.`,
    )
  },
})
