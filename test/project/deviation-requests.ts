import type { IdentityCenter } from '../../src/index.ts'

/** What came back, and what it holds when that is JSON. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Readonly<Record<string, unknown>>
}

/** What the store holds when a deviation is shown: two users, the first one a member of the group. */
export interface Present {
  readonly ada: string
  readonly bob: string
  readonly group: string
}

interface More {
  readonly [header: string]: string
}

/** Sends a request to the server, the body as SCIM clients do. */
export type Ask = (method: string, path: string, body?: unknown, headers?: More) => Promise<Answer>

const objectOf = (text: string): Answer['body'] => {
  const value: unknown = text === '' ? {} : JSON.parse(text)
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value))
    : {}
}

export const askOf =
  ({ endpoint, token }: Pick<IdentityCenter, 'endpoint' | 'token'>): Ask =>
  async (method, path, body, more = {}) => {
    const response = await fetch(`${endpoint}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/scim+json' }),
        ...more,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return {
      status: response.status,
      headers: response.headers,
      body: objectOf(await response.text()),
    }
  }

const coreUser = 'urn:ietf:params:scim:schemas:core:2.0:User'

/** The least that a user needs, and more. */
export const user = (userName: string, more: object = {}) => ({
  schemas: [coreUser],
  userName,
  displayName: 'Ada Lovelace',
  name: { givenName: 'Ada', familyName: 'Lovelace' },
  ...more,
})

export const email = (value: string, more: object = { primary: true }) => ({
  emails: [{ value, type: 'work', ...more }],
})

export const patch = (...Operations: object[]) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations,
})

/** Fills an empty store. */
export const furnish = async (ask: Ask): Promise<Present> => {
  const made = async (path: string, body: object) =>
    String((await ask('POST', path, body)).body['id'])
  const ada = await made('/Users', user('ada', { externalId: '1', ...email('ada@example.com') }))
  const bob = await made('/Users', user('bob'))
  const group = await made('/Groups', { displayName: 'Engineers', members: [{ value: ada }] })
  return { ada, bob, group }
}
