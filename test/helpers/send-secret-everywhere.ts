import type { Output } from './all-output.ts'
import { type Credentials, signed } from './aws.ts'

interface Targets {
  readonly endpoint: string
  readonly token: string
  readonly adminUrl: string
  readonly adminToken: string | null
  readonly identityStoreId: string
  readonly keys: Credentials
  readonly cookie: string
  readonly session: string
}

type Headers = Readonly<Record<string, string>>
type Sent = readonly [method: string, url: string, headers?: Headers, body?: string]

/** Headers that a client may put a secret in. The server reads them for authentication only. */
const headersWith = (secret: string): readonly Headers[] => [
  { authorization: `Bearer ${secret}` },
  { authorization: secret },
  { authorization: `Basic ${Buffer.from(`user:${secret}`).toString('base64')}` },
  { authorization: `AWS4-HMAC-SHA256 Credential=${secret}/20260131/a/b/aws4_request` },
  { 'x-api-key': secret, cookie: `token=${secret}`, referer: `http://a/?t=${secret}` },
]

/** Requests to the SCIM listener with a secret in a path, a query, a header or a body. */
const toScim = ({ endpoint, token }: Targets, secret: string): readonly Sent[] => {
  const encoded = encodeURIComponent(secret)
  const { origin } = new URL(endpoint)
  const own = { authorization: `Bearer ${token}` }
  const user = (more: object) => JSON.stringify({ userName: 'half', ...more })
  const patch = (operation: object) => JSON.stringify({ Operations: [{ op: 'add', ...operation }] })
  const unknownUser = '/Users/00000000-0000-7000-8000-000000000000'
  return [
    ...['/Users', `/${encoded}`, `/Users/${encoded}`, `/Groups/${secret}`].map(
      (path): Sent => ['GET', endpoint + path, own],
    ),
    ...['access_token', 'key', 'filter', 'cursor', encoded].map(
      (name): Sent => ['GET', `${endpoint}/Users?count=1&${name}=${encoded}`, own],
    ),
    ['GET', `${endpoint}/Users?filter=userName%20eq%20%22${encoded}%22`, own],
    ['GET', `${origin}/${encoded}/scim/v2/Users`, own],
    ['GET', `${endpoint}/Users`, { ...own, 'user-agent': `client (${secret})` }],
    ['GET', `${endpoint}/Users`, { ...own, 'x-request-id': secret, 'content-type': secret }],
    ['POST', `${endpoint}/Users`, own, user({ nickName: secret, timezone: '' })],
    ['POST', `${endpoint}/Users`, own, user({ [secret]: true })],
    ['POST', `${endpoint}/Users`, own, user({ photos: [{ value: secret }] })],
    ['POST', `${endpoint}/Users`, own, `{"userName":"${secret}"`],
    ['POST', `${endpoint}/Users`, own, `grant_type=x&access_token=${encoded}`],
    ['PATCH', endpoint + unknownUser, own, patch({ path: secret, value: 'x' })],
    ['PATCH', endpoint + unknownUser, own, patch({ path: 'title', value: secret })],
    ['PATCH', endpoint + unknownUser, own, patch({ value: { [secret]: secret } })],
  ]
}

/** Authenticated requests to the private listener. */
const toPrivate = (targets: Targets, secret: string): readonly Sent[] => {
  const { adminUrl, adminToken, identityStoreId, cookie, session } = targets
  const encoded = encodeURIComponent(secret)
  const api = `${adminUrl}/api/v1`
  const store = `${api}/identity-stores/${identityStoreId}`
  const own = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' }
  const page = { cookie: `${cookie}=${session}`, origin: adminUrl }
  const form = { ...page, 'content-type': 'application/x-www-form-urlencoded' }
  return [
    ['GET', `${api}/${encoded}?token=${encoded}`, own],
    ['GET', `${api}/identity-stores/${encoded}`, own],
    ['GET', `${store}/users/${encoded}`, own],
    ['GET', `${store}/events?name=${encoded}&resourceId=${encoded}&cursor=${encoded}`, own],
    ['DELETE', `${store}/tokens/${encoded}`, own],
    ['DELETE', `${store}/access-keys/${encoded}`, own],
    ['POST', `${store}/users`, own, JSON.stringify({ userName: secret, nickName: secret })],
    ['POST', `${store}/groups`, own, JSON.stringify({ displayName: [secret], [secret]: 1 })],
    ['POST', `${api}/identity-stores`, own, JSON.stringify({ settings: { [secret]: secret } })],
    ['PATCH', `${store}/settings`, own, JSON.stringify({ asOf: secret })],
    ['POST', `${store}/explain`, own, JSON.stringify({ requestId: secret })],
    ['PUT', `${store}/snapshot`, own, secret],
    ['POST', `${store}/import`, own, JSON.stringify({ Users: [{ UserId: [secret] }] })],
    ['GET', `${adminUrl}/stores/${encoded}?notice=${encoded}`, page],
    ['GET', `${adminUrl}/events/${encoded}`, page],
    ['POST', `${adminUrl}/stores/create`, form, `form-token=${encoded}`],
    ['POST', `${adminUrl}/sign-in`, { ...form, cookie: '' }, `link=${encoded}x`],
  ]
}

const send = async ([method, url, headers = {}, body]: Sent): Promise<Output> => {
  const response = await fetch(url, {
    method,
    headers,
    redirect: 'manual',
    ...(body !== undefined && { body }),
  })
  return { where: `the response to ${method} ${url}`, text: await response.text() }
}

/**
 * Sends a secret to every API, in every place that accepts text from a client. Returns the responses to requests with
 * the secret in a header. Responses to the others may repeat what the client sent.
 */
export const sendSecretEverywhere = async (
  targets: Targets,
  secret: string,
): Promise<readonly Output[]> => {
  const { adminUrl, endpoint, identityStoreId: IdentityStoreId, keys } = targets
  for (const each of [...toScim(targets, secret), ...toPrivate(targets, secret)]) await send(each)
  for (const [operation, input] of [
    ['CreateUser', { UserName: secret, DisplayName: '', NickName: secret }],
    ['DescribeUser', { UserId: secret, [secret]: secret }],
    [secret, {}],
  ] as const) {
    const request = await signed(
      targets,
      operation,
      { IdentityStoreId, ...input },
      { credentials: keys },
    )
    const { host: _, ...headers } = request.headers
    await send(['POST', request.url, headers, String(request.body)])
  }
  const answers: Output[] = []
  for (const headers of headersWith(secret)) {
    answers.push(await send(['GET', `${endpoint}/Users`, headers]))
    answers.push(await send(['POST', `${endpoint}/Users`, headers, '{}']))
    answers.push(await send(['POST', `${adminUrl}/`, { 'x-amz-target': 'x', ...headers }, '{}']))
  }
  return answers
}
