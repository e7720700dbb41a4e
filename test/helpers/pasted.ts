import { type Credentials, signed } from './aws.ts'
import type { Told } from './everything-told.ts'

interface Doors {
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

/** Headers in which somebody may send a secret; what is read of them is only whose they are. */
const headersWith = (secret: string): readonly Headers[] => [
  { authorization: `Bearer ${secret}` },
  { authorization: secret },
  { authorization: `Basic ${Buffer.from(`user:${secret}`).toString('base64')}` },
  { authorization: `AWS4-HMAC-SHA256 Credential=${secret}/20260131/a/b/aws4_request` },
  { 'x-api-key': secret, cookie: `token=${secret}`, referer: `http://a/?t=${secret}` },
]

/** Requests to the SCIM listener with a secret in a path, a query, a header or a body. */
const toScim = ({ endpoint, token }: Doors, secret: string): readonly Sent[] => {
  const encoded = encodeURIComponent(secret)
  const { origin } = new URL(endpoint)
  const own = { authorization: `Bearer ${token}` }
  const user = (more: object) => JSON.stringify({ userName: 'half', ...more })
  const patch = (operation: object) => JSON.stringify({ Operations: [{ op: 'add', ...operation }] })
  const nobody = '/Users/00000000-0000-7000-8000-000000000000'
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
    ['PATCH', endpoint + nobody, own, patch({ path: secret, value: 'x' })],
    ['PATCH', endpoint + nobody, own, patch({ path: 'title', value: secret })],
    ['PATCH', endpoint + nobody, own, patch({ value: { [secret]: secret } })],
  ]
}

/** Requests to the private listener, by somebody who is let in. */
const toPrivate = (doors: Doors, secret: string): readonly Sent[] => {
  const { adminUrl, adminToken, identityStoreId, cookie, session } = doors
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

const send = async ([method, url, headers = {}, body]: Sent): Promise<Told> => {
  const response = await fetch(url, {
    method,
    headers,
    redirect: 'manual',
    ...(body !== undefined && { body }),
  })
  return { where: `the answer to ${method} ${url}`, text: await response.text() }
}

/**
 * Sends a secret to every door, wherever a client may put a text. Gives the answers to those requests that have it in
 * a header: what somebody sent in a body or an address may be told to whoever sent it.
 */
export const pastedEverywhere = async (doors: Doors, secret: string): Promise<readonly Told[]> => {
  const { adminUrl, endpoint, identityStoreId: IdentityStoreId, keys } = doors
  for (const each of [...toScim(doors, secret), ...toPrivate(doors, secret)]) await send(each)
  for (const [operation, input] of [
    ['CreateUser', { UserName: secret, DisplayName: '', NickName: secret }],
    ['DescribeUser', { UserId: secret, [secret]: secret }],
    [secret, {}],
  ] as const) {
    const request = await signed(
      doors,
      operation,
      { IdentityStoreId, ...input },
      { credentials: keys },
    )
    const { host: _, ...headers } = request.headers
    await send(['POST', request.url, headers, String(request.body)])
  }
  const answers: Told[] = []
  for (const headers of headersWith(secret)) {
    answers.push(await send(['GET', `${endpoint}/Users`, headers]))
    answers.push(await send(['POST', `${endpoint}/Users`, headers, '{}']))
    answers.push(await send(['POST', `${adminUrl}/`, { 'x-amz-target': 'x', ...headers }, '{}']))
  }
  return answers
}
