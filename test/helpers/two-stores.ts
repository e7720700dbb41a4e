import type { Test } from 'tap'
import { adminOf } from './administering.ts'
import { type Credentials, credentialsOf, sent, signed } from './aws.ts'
import { type ManualClient, manualClient, person } from './manual-changes.ts'
import { type Scim, scimOf, startTestServer } from './server.ts'

/** An identity store of a server with all its credentials. */
export interface KeyedStore {
  readonly identityStoreId: string
  readonly tenantId: string
  readonly endpoint: string
  readonly token: string
  readonly key: Credentials
  readonly scim: Scim
  readonly hand: ManualClient
  /** Sends a request to the Identity Store API with the store's key, by default for this store. */
  // biome-ignore lint/suspicious/noExplicitAny: an answer is looked into freely
  readonly aws: (operation: string, input?: object) => Promise<{ status: number; json: any }>
}

/** A server with two separate identity stores. */
export const twoStores = async (t: Pick<Test, 'teardown'>) => {
  const center = await startTestServer(t)
  const admin = adminOf(center)
  const keyed = (store: Omit<KeyedStore, 'scim' | 'hand' | 'aws'>): KeyedStore => ({
    ...store,
    scim: scimOf(store),
    hand: manualClient(center, store.identityStoreId),
    aws: async (operation, input = {}) => {
      const asked = { IdentityStoreId: store.identityStoreId, ...input }
      return sent(await signed(center, operation, asked, { credentials: store.key }))
    },
  })
  const made = (await admin('/identity-stores', {})).json
  const key = (await admin(`/identity-stores/${made.identityStoreId}/access-keys`, {})).json
  const here = keyed({ ...center, key: credentialsOf(center) })
  const there = keyed({ ...made, endpoint: made.scimEndpoint, token: made.token.accessToken, key })
  return { center, admin, here, there }
}

/** Creates a user and a group with the user as its member. */
export const createUserAndGroup = async ({ scim }: KeyedStore, name: string) => {
  const user = (
    await scim('POST', '/Users', person(name, { externalId: 'the-same', active: true }))
  ).json.id
  const members = [{ value: user }]
  const body = { displayName: `${name}s`, externalId: 'the-same', members }
  const group = (await scim('POST', '/Groups', body)).json.id
  return { user, group } as { readonly user: string; readonly group: string }
}
