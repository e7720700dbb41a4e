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

/** An access key just made: the only time that its secret is told. */
export interface NewAccessKeyView extends AccessKeyView {
  readonly secretAccessKey: string
}

/** The access keys of an identity store, with which requests of the Identity Store API are signed. */
export interface AccessKeyring {
  readonly list: (identityStoreId: string) => Promise<readonly AccessKeyView[]>
  readonly create: (identityStoreId: string) => Promise<NewAccessKeyView>
  readonly delete: (identityStoreId: string, accessKeyId: string) => Promise<void>
}

/** Works the secrets of access keys out, from the server key: architecture, 4.4. */
export interface AccessKeySecrets {
  /** The secret of the key that has this id, whether or not there is one. */
  readonly secretOf: (accessKeyId: string) => string
  /** Whether the database's keys are still made under this server key. */
  readonly areCurrent: () => Promise<boolean>
}

const accessKeyView = ({ id, createdAt, lastUsedAt }: AccessKeyRow): AccessKeyView => ({
  accessKeyId: id,
  createdAt: createdAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
})

/** Adds an access key to a store that exists. */
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
    'The access keys of this database are made under a server key that is not known here; give it with SCIM_SERVER_KEY.',
  )
}

/** The access keys of the stores of this world; without secrets, they are only listed and deleted. */
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
      await requireStore(store, identityStoreId, 'lock') // it must not be deleted meanwhile
      return addAccessKey(store, dependencies, known, identityStoreId)
    })
  },

  delete: async (identityStoreId, id) => {
    await requireStore(dependencies.store, identityStoreId)
    if (await dependencies.store.accessKeys.delete(identityStoreId, id)) return
    throw new AdministrationError(
      'not-found',
      `Identity store ${identityStoreId} has no access key of that id; list its access keys to see which it has.`,
    )
  },
})
