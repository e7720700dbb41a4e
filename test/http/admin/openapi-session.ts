import type { testApis } from '../../helpers/apis.ts'
import { directorySession } from './directory-session.ts'

/** A request of the session, with its path in the OpenAPI document, and the response. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly status: number
  /** The media type, without parameters. */
  readonly type: string
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: an answer is looked into freely
  readonly json: any
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type Params = Readonly<Record<string, string>>

/** Calls one operation, and records the response. */
export type Ask = (
  method: Method,
  path: string,
  params?: Params,
  body?: unknown,
  query?: string,
  payload?: string,
) => Promise<Asked>

/**
 * Calls every operation of the admin API so that it succeeds, and many so that they fail. Add a line for each new
 * operation: the test of the OpenAPI document validates its response.
 */
export const adminSession = async (apis: Awaited<ReturnType<typeof testApis>>) => {
  const { admin, scim, adminToken } = apis
  const asked: Asked[] = []

  const ask: Ask = async (
    method,
    path,
    params = {},
    body = undefined,
    query = '',
    payload = JSON.stringify(body),
  ) => {
    const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '')
    const answer = await admin.inject({
      method,
      url: `/api/v1${url}${query}`,
      headers: {
        authorization: `Bearer ${adminToken}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(payload !== undefined && { payload }),
    })
    const type = String(answer.headers['content-type'] ?? '').split(';')[0] ?? ''
    const text = answer.body
    const json = type.endsWith('json') && !type.includes('ndjson') ? JSON.parse(text) : undefined
    const one = { method, path: `/api/v1${path}`, status: answer.statusCode, type, text, json }
    asked.push(one)
    return one
  }

  /** Reads the first chunk of an endless stream. */
  const listen = async (path: string, params: Params = {}) => {
    const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '')
    const base = await origin
    const disconnect = new AbortController()
    const response = await fetch(`${base}/api/v1${url}`, {
      headers: { authorization: `Bearer ${adminToken}` },
      signal: disconnect.signal,
    })
    const { value } = (await response.body?.getReader().read()) ?? {}
    disconnect.abort()
    asked.push({
      method: 'GET',
      path: `/api/v1${path}`,
      status: response.status,
      type: response.headers.get('content-type')?.split(';')[0] ?? '',
      text: new TextDecoder().decode(value),
      json: undefined,
    })
  }
  const origin = admin.listen({ port: 0 })

  const stores = '/identity-stores'
  const store = `${stores}/{identityStoreId}`
  const { json: made } = await ask('POST', stores, {}, { settings: { throttling: false } })
  const its = { identityStoreId: made.identityStoreId }
  const unknown = { identityStoreId: 'd-0000000000' }
  await ask('POST', stores, {}, { provisioning: false })
  await ask('POST', stores, {}, { colour: 'red' })
  await ask('GET', stores)
  await ask('GET', store, its)
  await ask('GET', store, unknown)

  await ask('GET', `${store}/tokens`, its)
  const { json: token } = await ask('POST', `${store}/tokens`, its)
  await ask('POST', `${store}/tokens`, its, {})
  await ask('GET', `${store}/reminders`, its)
  await ask('GET', `${store}/reminders`, unknown)
  await ask('PUT', `${store}/provisioning`, its, { enabled: false })
  await ask('DELETE', `${store}/tokens/{tokenId}`, { ...its, tokenId: token.id })
  await ask('DELETE', `${store}/tokens/{tokenId}`, { ...its, tokenId: token.id })

  const { json: key } = await ask('POST', `${store}/access-keys`, its)
  await ask('GET', `${store}/access-keys`, its)
  await ask('DELETE', `${store}/access-keys/{accessKeyId}`, { ...its, ...key })
  await ask('DELETE', `${store}/access-keys/{accessKeyId}`, { ...its, ...key })

  await ask('PUT', `${store}/settings`, its, {
    asOf: '2026-01-01',
    rules: { 'put-id-matches': 'off' },
  })
  await ask('PUT', `${store}/settings`, its, { colour: 'red' })
  await ask('PUT', `${store}/settings`, its, 'x'.repeat(2 ** 21))
  await ask('PATCH', `${store}/settings`, its, { rules: null, quotas: { users: 5 } })
  await ask('PATCH', `${store}/settings`, its, { quotas: { users: 'x' } })
  await ask('GET', `${store}/settings`, its)
  await ask('GET', '/settings-schema')

  const send = (path: string, body?: object) =>
    scim.inject({
      method: body === undefined ? 'GET' : 'POST',
      url: `/${made.tenantId}/scim/v2${path}`,
      headers: { authorization: `Bearer ${made.token.accessToken}` },
      ...(body !== undefined && { payload: JSON.stringify(body) }),
    })
  const ada = {
    userName: 'ada',
    displayName: 'Ada Lovelace',
    name: { givenName: 'Ada', familyName: 'Lovelace' },
  }
  const created = await send('/Users', ada)
  await send('/Users', ada)
  await send('/Users?filter=nickName+eq+%22x%22')
  await scim.inject('/11111111111-2222-3333-4444-555555555555/scim/v2/Users')
  const requestId = String(created.headers['x-amzn-requestid'])
  for (const [prefix, params] of [
    ['', {}],
    [store, its],
  ] as const) {
    await ask('GET', `${prefix}/events`, params, undefined, '?limit=2')
    await ask('GET', `${prefix}/events`, params, undefined, '?format=cloudtrail')
    await ask('GET', `${prefix}/events`, params, undefined, '?format=ndjson')
    await ask('GET', `${prefix}/events`, params, undefined, '?limit=0')
    await ask('GET', `${prefix}/events/{requestId}`, { ...params, requestId })
    await ask('GET', `${prefix}/events/{requestId}`, { ...params, requestId: 'none' })
    await listen(`${prefix}/events/stream`, params)
    await ask('POST', `${prefix}/explain`, params, { requestId })
    await ask('POST', `${prefix}/explain`, params, { request: { method: 'GET', path: '/Me' } })
    await ask('POST', `${prefix}/explain`, params, {})
  }
  await ask('GET', `${store}/events`, unknown)
  await directorySession(ask, its)
  await ask('POST', `${store}/check`, its, { resources: [ada, { displayName: 'Engineers' }] })

  const { text: snapshot } = await ask('GET', `${store}/snapshot`, its)
  await ask('GET', `${store}/snapshot`, unknown)
  await ask('PUT', `${store}/snapshot`, its, undefined, '', snapshot)
  await ask('PUT', `${store}/snapshot`, its, undefined, '', snapshot.slice(1))
  const users = JSON.stringify({ Users: [{ UserId: 'u-1', UserName: 'eve' }] })
  await ask('POST', `${store}/import`, its, undefined, '?replace=true&file=users.json', users)
  await ask('POST', `${store}/import`, its, undefined, '', users)
  await ask('POST', `${store}/import`, its, undefined, '?replace=x', users)
  await ask('POST', `${store}/reset`, its)
  await ask('POST', `${store}/reset`, unknown)

  await ask('PUT', `${store}/provisioning`, its, { enabled: true })
  await ask('POST', '/admin-token/rotate', {}, { adminToken: 'mine' })
  await ask('GET', '/clock')
  await ask('PUT', '/clock', {}, { frozenAt: '2026-01-31T12:00:00Z' })
  await ask('PUT', '/clock', {}, { frozenAt: 'noon' })
  await ask('PUT', '/clock', {}, { offsetSeconds: -3600 })
  await ask('PUT', '/clock', {}, {})
  await ask('GET', '/rules')
  await ask('GET', '/openapi.json')

  await ask('DELETE', store, its)
  await ask('DELETE', store, its)
  await ask('POST', '/admin-token/rotate') // last, because it makes the old token invalid
  return asked
}
