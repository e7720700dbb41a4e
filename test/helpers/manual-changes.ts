import type { IdentityCenter } from '../../src/index.ts'

/** What the private listener answered. */
export interface HandAnswer {
  readonly status: number
  /** The id under which the event of the request is kept; null where none is. */
  readonly requestId: string | null
  readonly type: string | null
  // biome-ignore lint/suspicious/noExplicitAny: an answer is looked into freely
  readonly json: any
}

/** Does something by hand, over HTTP; paths begin below the identity store. */
export type Hand = (method: string, path: string, body?: unknown) => Promise<HandAnswer>

/** The hand of an identity store: that of the server, unless another is named. */
export const handOf =
  (
    { adminUrl, adminToken, identityStoreId }: Omit<IdentityCenter, 'reset' | 'configure'>,
    store = identityStoreId,
  ): Hand =>
  async (method, path, body) => {
    const response = await fetch(`${adminUrl}/api/v1/identity-stores/${store}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${adminToken}`,
        'user-agent': 'a-hand/1.0',
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

/** A user of that name as somebody would make it by hand. */
export const person = (name: string, more: object = {}) => ({
  userName: `${name}@example.com`,
  name: { givenName: name, familyName: 'Doe' },
  displayName: `${name} Doe`,
  emails: [{ value: `${name}@example.com`, type: 'work', primary: true }],
  ...more,
})
