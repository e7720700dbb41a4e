import { UniqueViolation } from '../../identity-center/errors.ts'
import type { Dependencies } from '../../operations/operation.ts'
import type { IdentityStoreRow } from '../../store/store.ts'
import { AdministrationError } from '../shared/administration-error.ts'
import { type AccessKeySecrets, addAccessKey, type NewAccessKeyView } from './access-keys.ts'
import { hashSecret } from './access-token.ts'
import { insertStore } from './identity-stores.ts'
import { enable } from './provisioning.ts'

/** Identities that the owner has chosen, for CI and compose. */
export interface FixedIdentity {
  readonly tenantId: string
  readonly accessToken: string
}

/** The store that a server speaks of when it is ready, and the token where its value is known. */
export interface FirstStore {
  /** Undefined when there is a fixed identity whose store has been deleted. */
  readonly row: IdentityStoreRow | undefined
  readonly accessToken: string | null
  /** The access key of a store that has just been created. */
  readonly accessKey?: NewAccessKeyView | undefined
  /** Whether it has just been created. */
  readonly isNew: boolean
}

/** Creates an identity store with provisioning enabled when there is none at all. */
export const ensureFirstStore = async (
  dependencies: Dependencies,
  secrets?: AccessKeySecrets,
): Promise<FirstStore> => {
  const [oldest] = await dependencies.store.identityStores.list()
  if (oldest !== undefined) return { row: oldest, accessToken: null, isNew: false }

  return dependencies.store.transaction(async (store) => {
    // Servers that start at the same moment on one database queue on this row; the first one creates.
    await store.secrets.replace('first-start', hashSecret(''), dependencies.now())
    const [present] = await store.identityStores.list()
    if (present !== undefined) return { row: present, accessToken: null, isNew: false }

    const id = await insertStore(store, dependencies, {})
    const { accessToken } = await enable(store, dependencies, id)
    const accessKey = secrets && (await addAccessKey(store, dependencies, secrets, id))
    return { row: await store.identityStores.find(id), accessToken, accessKey, isNew: true }
  })
}

const createFixed = (
  dependencies: Dependencies,
  identity: FixedIdentity,
  secrets: AccessKeySecrets | undefined,
) =>
  dependencies.store.transaction(async (store) => {
    const id = await insertStore(store, dependencies, {})
    await enable(store, dependencies, id, identity)
    return secrets && addAccessKey(store, dependencies, secrets, id)
  })

/**
 * Creates a store of just this tenant id and token, unless a store ever had that tenant id:
 * then nothing is changed, also after provisioning was disabled and enabled again.
 */
export const ensureFixedStore = async (
  dependencies: Dependencies,
  identity: FixedIdentity,
  secrets?: AccessKeySecrets,
): Promise<FirstStore> => {
  const { identityStores, tokens } = dependencies.store
  const isNew = (await identityStores.findTenant(identity.tenantId)) === undefined
  let accessKey: NewAccessKeyView | undefined
  if (isNew) {
    const taken = await tokens.findByHash(hashSecret(identity.accessToken))
    // Another server that starts at this moment may have created just what we are about to.
    if (taken !== undefined && taken.tenantId !== identity.tenantId) {
      throw new AdministrationError(
        'conflict',
        'SCIM_ACCESS_TOKEN is already a token of an identity store with another tenant id; give each store a token of its own.',
      )
    }
    accessKey = await createFixed(dependencies, identity, secrets).catch((error: unknown) => {
      if (!(error instanceof UniqueViolation)) throw error
      return undefined // another server was faster
    })
  }
  const tenant = await identityStores.findTenant(identity.tenantId)
  const row = tenant && (await identityStores.find(tenant.identityStoreId))
  const holder = await tokens.findByHash(hashSecret(identity.accessToken))
  const opens = row !== undefined && holder?.identityStoreId === row.id
  return { row, accessToken: opens ? identity.accessToken : null, accessKey, isNew }
}
