import type { Administration, JudgmentContext } from '../administration/administration.ts'
import type { CheckedResource } from '../administration/check/checked.ts'
import {
  AdministrationError,
  type AdministrationErrorKind,
} from '../administration/shared/administration-error.ts'
import { RefusedByRule } from '../administration/shared/refused-by-rule.ts'
import type { Finding } from '../identity-center/rule.ts'
import { StartFailure } from '../store/start-failure.ts'
import { contentClient } from './content-client.ts'
import { directoryClient } from './directory-client.ts'
import { eventClient, type Send } from './event-client.ts'

const kinds: Readonly<Record<number, AdministrationErrorKind>> = {
  400: 'invalid',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
}

/**
 * Parses problem details (RFC 9457) with the findings of violated rules. Empty if the response is not from this
 * program.
 */
const parseProblem = (
  text: string,
): { readonly detail?: string; readonly findings?: readonly Finding[] } => {
  try {
    const { detail, findings } = JSON.parse(text)
    return {
      ...(typeof detail === 'string' && { detail }),
      ...(Array.isArray(findings) && { findings }),
    }
  } catch {
    return {}
  }
}

const toError = async (response: Response, adminUrl: string): Promise<Error> => {
  if (response.status === 401) {
    return new AdministrationError(
      'forbidden',
      `The server at ${adminUrl} rejected the admin token. Pass the right one with --admin-token or SCIM_ADMIN_TOKEN.`,
    )
  }
  const problem = parseProblem(await response.text())
  const { detail = `It responded with status ${response.status}.`, findings } = problem
  const kind = kinds[response.status]
  if (kind === undefined) {
    return new StartFailure(`The server at ${adminUrl} failed: ${detail}`)
  }
  if (findings === undefined) return new AdministrationError(kind, detail)
  const requestId = response.headers.get('x-amzn-requestid') ?? ''
  return new RefusedByRule(kind, detail, findings, requestId)
}

const explainBody = ({ about, settings }: Omit<JudgmentContext, 'identityStoreId'>) => {
  const more = settings === undefined ? {} : { settings }
  if ('requestId' in about) return { ...about, ...more }
  const { userAgent, body, ...request } = about
  const headers = userAgent === undefined ? {} : { headers: { 'user-agent': userAgent } }
  const bodyBase64 = body && { bodyBase64: Buffer.from(body).toString('base64') }
  return { request: { ...request, ...headers, ...bodyBase64 }, ...more }
}

/**
 * The fetch options of a streamed body of unknown length (Fetch, section 5.4). TypeScript's DOM types lack `duplex`.
 */
const streamBody = (file: AsyncIterable<Uint8Array>): object => ({ body: file, duplex: 'half' })

/** The administration of a running server, over the admin API of its private listener. */
export const adminClient = (adminUrl: string, adminToken: string): Administration => {
  const send: Send = async (method, path, { body, file, headers, signal } = {}) => {
    const response = await fetch(`${adminUrl}/api/v1${path}`, {
      method,
      redirect: 'error', // a redirect must not carry the token to another server
      headers: {
        ...headers,
        authorization: `Bearer ${adminToken}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(file && { 'content-type': 'application/x-ndjson' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(file && streamBody(file)),
      ...(signal && { signal }),
    }).catch((error: unknown) => {
      throw new StartFailure(
        `No server is reachable at ${adminUrl}. Start it, or pass the address of its private listener with --admin-url.`,
        error,
      )
    })
    if (!response.ok) throw await toError(response, adminUrl)
    return response
  }
  // The server is this same program, so responses have the types of the interface.
  const get = async <Answer>(method: string, path: string, body?: unknown) =>
    (await (await send(method, path, { body })).json()) as Answer
  const list = async <Item>(path: string) =>
    (await get<{ items: readonly Item[] }>('GET', path)).items
  const at = (...segments: readonly string[]) =>
    ['/identity-stores', ...segments.map((segment) => `/${encodeURIComponent(segment)}`)].join('')

  return {
    listStores: () => list(at()),
    createStore: (request) => get('POST', at(), request),
    getStore: (id) => get('GET', at(id)),
    deleteStore: async (id) => {
      await send('DELETE', at(id))
    },
    setProvisioning: (id, enabled) => get('PUT', at(id, 'provisioning'), { enabled }),
    listTokens: (id) => list(at(id, 'tokens')),
    createToken: (id) => get('POST', at(id, 'tokens')),
    deleteToken: async (id, tokenId) => {
      await send('DELETE', at(id, 'tokens', tokenId))
    },
    getReminders: (id) => get('GET', at(id, 'reminders')),
    getSettings: (id) => get('GET', at(id, 'settings')),
    replaceSettings: (id, settings) => get('PUT', at(id, 'settings'), settings),
    changeSettings: (id, patch) => get('PATCH', at(id, 'settings'), patch),
    accessKeys: {
      list: (id) => list(at(id, 'access-keys')),
      create: (id) => get('POST', at(id, 'access-keys')),
      delete: async (id, accessKeyId) => {
        await send('DELETE', at(id, 'access-keys', accessKeyId))
      },
    },
    rotateAdminToken: async () =>
      (await get<{ adminToken: string }>('POST', '/admin-token/rotate')).adminToken,
    clock: {
      show: () => get('GET', '/clock'),
      set: (change) => get('PUT', '/clock', change),
    },
    directory: directoryClient(send),
    contents: contentClient(send, at),
    events: eventClient(send),
    check: async (id, request) => {
      const path = at(id, 'check')
      return (await get<{ items: readonly CheckedResource[] }>('POST', path, request)).items
    },
    explain: ({ identityStoreId, ...question }) =>
      get(
        'POST',
        identityStoreId === undefined ? '/explain' : at(identityStoreId, 'explain'),
        explainBody(question),
      ),
  }
}
