import { UniqueViolation } from '../../identity-center/errors.ts'
import type { Dependencies } from '../../operations/operation.ts'
import type { IdentityStoreRow } from '../../store/store.ts'
import { AdministrationError } from '../shared/administration-error.ts'
import { type AccessKeySecrets, addAccessKey, type NewAccessKeyView } from './access-keys.ts'
import { hashSecret } from './access-token.ts'
import { insertStore } from './identity-stores.ts'
import { enable } from './provisioning.ts'

/** An identity that the operator has chosen, for CI and Docker Compose. */
export interface FixedIdentity {
  readonly tenantId: string
  readonly accessToken: string
}

/** The store of the ready line, and its token if the value is known. */
export interface FirstStore {
  /** Undefined if the store of a fixed identity has been deleted. */
  readonly row: IdentityStoreRow | undefined
  readonly accessToken: string | null
  /** The access key of a new store. */
  readonly accessKey?: NewAccessKeyView | undefined
  /** Whether this call created the store. */
  readonly isNew: boolean
}

/** Creates an identity store with provisioning enabled if there is no store. */
export const ensureFirstStore = async (
  dependencies: Dependencies,
  secrets?: AccessKeySecrets,
): Promise<FirstStore> => {
  const [oldest] = await dependencies.store.identityStores.list()
  if (oldest !== undefined) return { row: oldest, accessToken: null, isNew: false }

  return dependencies.store.transaction(async (store) => {
    // Servers that start at the same time wait for this row; the first one creates the store.
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
 * Creates a store with this tenant id and token, unless a store has or had the tenant id. Then nothing is changed, even if
 * provisioning was disabled and enabled again.
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
    // Another server that starts at the same time may have created the same store.
    if (taken !== undefined && taken.tenantId !== identity.tenantId) {
      throw new AdministrationError(
        'conflict',
        'SCIM_ACCESS_TOKEN is already a token of an identity store with another tenant id. Use a different token for each store.',
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
