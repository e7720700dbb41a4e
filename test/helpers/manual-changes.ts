import type { IdentityCenter } from '../../src/index.ts'

/** A response of the private listener. */
export interface ManualResponse {
  readonly status: number
  /** The request id of its event; null if there is none. */
  readonly requestId: string | null
  readonly type: string | null
  // biome-ignore lint/suspicious/noExplicitAny: tests read any member of a response
  readonly json: any
}

/** Sends a manual change over HTTP. Paths are below the identity store. */
export type ManualClient = (method: string, path: string, body?: unknown) => Promise<ManualResponse>

/** A client for manual changes of an identity store, by default the store of the server. */
export const manualClient =
  (
    {
      adminUrl,
      adminToken,
      identityStoreId,
    }: Pick<IdentityCenter, 'adminUrl' | 'adminToken' | 'identityStoreId'>,
    store = identityStoreId,
  ): ManualClient =>
  async (method, path, body) => {
    const response = await fetch(`${adminUrl}/api/v1/identity-stores/${store}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${adminToken}`,
        'user-agent': 'manual-test/1.0',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return {
      status: response.status,
      requestId: response.headers.get('x-amzn-requestid'),
      type: response.headers.get('content-type'),
      json: text === '' ? undefined : JSON.parse(text),
    }
  }

/** A user with this name, valid for manual creation. */
export const person = (name: string, more: object = {}) => ({
  userName: `${name}@example.com`,
  name: { givenName: name, familyName: 'Doe' },
  displayName: `${name} Doe`,
  emails: [{ value: `${name}@example.com`, type: 'work', primary: true }],
  ...more,
})
