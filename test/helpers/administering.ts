import type { IdentityCenter } from '../../src/index.ts'

/** A response of the private listener. */
export interface AdminAnswer {
  readonly status: number
  readonly type: string | null
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: tests read any member of a response
  readonly json: any
}

/** A client of a server's private listener, with its admin token. */
export const adminOf =
  ({ adminUrl, adminToken }: Pick<IdentityCenter, 'adminUrl' | 'adminToken'>) =>
  async (path: string, body?: unknown): Promise<AdminAnswer> => {
    const response = await fetch(`${adminUrl}/api/v1${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${adminToken}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const type = response.headers.get('content-type')
    return {
      status: response.status,
      type,
      text,
      json: type?.includes('ndjson') ? null : JSON.parse(text),
    }
  }

/** The options with which a command connects to a server. */
export const flagsFor = ({ adminUrl, adminToken }: IdentityCenter): readonly string[] => [
  '--admin-url',
  adminUrl,
  '--admin-token',
  adminToken ?? '',
]
