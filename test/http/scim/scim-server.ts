import type { Test } from 'tap'
import type { IdentityCenter } from '../../../src/index.ts'
import { type Received, send } from '../../conversations/send.ts'
import { startTestServer } from '../../helpers/server.ts'

export interface RequestOptions {
  /** The headers. Without Authorization, the server's token is added; null sends none. */
  readonly headers?: Readonly<Record<string, string | null>>
  readonly body?: string | Uint8Array
}

/** A server of its own, and a function that sends exact bytes to its SCIM endpoint. */
export interface ScimServer {
  readonly server: IdentityCenter
  readonly ask: (method: string, path: string, options?: RequestOptions) => Promise<Received>
}

export const startScimServer = async (t: Pick<Test, 'teardown'>): Promise<ScimServer> => {
  const server = await startTestServer(t, { allowClock: true })
  const ask: ScimServer['ask'] = (method, path, { headers = {}, body } = {}) =>
    send({
      method,
      url: server.endpoint + path,
      headers: Object.fromEntries(
        Object.entries({ Authorization: `Bearer ${server.token}`, ...headers }).flatMap(
          ([name, value]) => (value === null ? [] : [[name, value]]),
        ),
      ),
      ...(body === undefined ? {} : { body: Buffer.from(body) }),
    })
  return { server, ask }
}

/** A user with only the required attributes. */
export const newUser = (userName: string, more: object = {}) => ({
  userName,
  displayName: 'Ann Example',
  name: { givenName: 'Ann', familyName: 'Example' },
  ...more,
})

/** The `detail` of an error, and the `id` of a resource. */
export const detailOf = ({ text }: Received): string => JSON.parse(text).detail
export const idOf = ({ text }: Received): string => JSON.parse(text).id
