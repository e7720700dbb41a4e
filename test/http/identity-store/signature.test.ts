import { ListUsersCommand } from '@aws-sdk/client-identitystore'
import {
  AccessDeniedException,
  DescribeInstanceCommand,
  ListInstancesCommand,
} from '@aws-sdk/client-sso-admin'
import t from 'tap'
import {
  awsClients,
  credentialsOf,
  plain,
  refusalOf,
  type SignedRequest,
  sent,
  signed,
} from '../../helpers/aws.ts'
import { expectParts } from '../../helpers/expect-parts.ts'
import { startTestServer } from '../../helpers/server.ts'

const center = await startTestServer(t)
const IdentityStoreId = center.identityStoreId
const credentials = credentialsOf(center)
// biome-ignore lint/suspicious/noExplicitAny: tests read any member of a response
const admin = async (method: string, path: string): Promise<any> => {
  const response = await fetch(`${center.adminUrl}/api/v1/identity-stores${path}`, {
    method,
    headers: { authorization: `Bearer ${center.adminToken}` },
  })
  return response.status === 204 ? undefined : response.json()
}
const list = (options: Partial<Parameters<typeof signed>[3]> = {}) =>
  signed(center, 'ListUsers', { IdentityStoreId }, { credentials, ...options })

const refused = async (request: SignedRequest | Promise<SignedRequest>) => {
  const { status, headers, json } = await sent(await request)
  t.match(headers.get('content-type'), /^application\/x-amz-json-1\.1/)
  t.match(headers.get('x-amzn-requestid'), /^[0-9a-f-]{36}$/)
  return { status, type: json.__type, message: json.message ?? json.Message }
}
const mismatch = /^The request signature we calculated does not match/
const wrongly = (message: RegExp) => ({ status: 403, type: 'InvalidSignatureException', message })

t.test('a signed request is accepted in any region', async (t) => {
  for (const region of ['us-east-1', 'ap-southeast-2', 'nowhere']) {
    t.equal((await sent(await list({ region }))).status, 200)
  }
  const { status, headers, json } = await sent(await list())
  t.equal(status, 200)
  t.equal(headers.get('content-type'), 'application/x-amz-json-1.1')
  t.same(json, { Users: [] })
})

t.test('an unsigned request is rejected', async (t) => {
  const request = await list()
  const missing = {
    status: 403,
    type: 'MissingAuthenticationTokenException',
    message: 'Missing Authentication Token',
  }
  const { authorization, ...headers } = request.headers
  t.same(await refused({ ...request, headers }), missing)
  t.same(await refused({ ...request, headers: { ...headers, authorization: 'Bearer x' } }), missing)
  const presigned = { ...request, url: `${request.url}?X-Amz-Signature=x`, headers }
  t.same(await refused(presigned), missing)
  const incomplete = async (header: string) =>
    refused({ ...request, headers: { ...headers, authorization: header } })
  t.same(await incomplete('AWS4-HMAC-SHA256 Credential=x'), {
    status: 403,
    type: 'IncompleteSignatureException',
    message:
      "Authorization header requires 'SignedHeaders' parameter. Authorization header requires 'Signature' parameter.",
  })
  expectParts(t, await incomplete((authorization ?? '').replace('/aws4_request', '')), {
    type: 'IncompleteSignatureException',
    message: /^Credential must have exactly 5 slash-delimited elements/,
  })
  const { 'x-amz-date': _, ...undated } = request.headers
  expectParts(t, await refused({ ...request, headers: undated }), {
    status: 403,
    type: 'IncompleteSignatureException',
    message: /X-Amz-Date/,
  })
})

t.test('a request that was changed after signing is rejected', async (t) => {
  const request = await list()
  const { headers, body } = request
  const other = { ...credentials, secretAccessKey: 'x'.repeat(40) }
  expectParts(t, await refused(list({ credentials: other })), wrongly(mismatch))
  expectParts(t, await refused({ ...request, body: `${body} ` }), wrongly(mismatch))
  expectParts(t, await refused({ ...request, url: `${request.url}?a=b` }), wrongly(mismatch))
  for (const [name, value] of [
    ['x-amz-target', 'AWSIdentityStore.ListGroups'],
    ['content-type', 'application/json'],
    [
      'authorization',
      (headers['authorization'] ?? '').replace(/.$/, (last) => (last === '0' ? '1' : '0')),
    ],
    ['authorization', `${headers['authorization']}0`],
    ['x-amz-content-sha256', 'UNSIGNED-PAYLOAD'],
  ] as const) {
    expectParts(
      t,
      await refused({ ...request, headers: { ...headers, [name]: value } }),
      wrongly(mismatch),
      name,
    )
  }
  const unsigned = (headers['authorization'] ?? '').replace(';x-amz-target', '')
  expectParts(
    t,
    await refused({ ...request, headers: { ...headers, authorization: unsigned } }),
    wrongly(/^'x-amz-target' must be a 'SignedHeader'/),
  )
  expectParts(
    t,
    await refused(list({ service: 'sso' })),
    wrongly(/^Credential should be scoped to correct service: 'identitystore'/),
  )
  const yesterday = (headers['authorization'] ?? '').replace(/\/\d{8}\//, '/20200101/')
  expectParts(
    t,
    await refused({ ...request, headers: { ...headers, authorization: yesterday } }),
    wrongly(/^Date in Credential scope does not match/),
  )
  const odd = (headers['authorization'] ?? '').replace(
    'SignedHeaders=',
    'SignedHeaders=__proto__;constructor;',
  )
  expectParts(
    t,
    await refused({ ...request, headers: { ...headers, authorization: odd } }),
    wrongly(mismatch),
  )
})

t.test('an unsigned header may change in transit', async (t) => {
  const request = await list()
  const headers = { ...request.headers, 'user-agent': 'proxy', 'x-forwarded-for': '10.0.0.1' }
  t.equal((await sent({ ...request, headers })).status, 200)
  const more = { 'x-amz-content-sha256': '0'.repeat(64) }
  expectParts(
    t,
    await refused(list({ more })),
    wrongly(mismatch),
    'a hash that does not match the body',
  )
})

t.test('an expired signature is rejected', async (t) => {
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000)
  expectParts(
    t,
    await refused(list({ date: ago(6) })),
    wrongly(/^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(.*- 5 min\.\)$/),
  )
  expectParts(
    t,
    await refused(list({ date: ago(-6) })),
    wrongly(/^Signature not yet current: .* is still later than .* \+ 5 min\.\)$/),
  )
  t.equal((await sent(await list({ date: ago(4) }))).status, 200)
})

t.test('a client corrects its clock from the response', async (t) => {
  const { store } = awsClients(t, center)
  store.config.systemClockOffset = 3_600_000
  store.config.maxAttempts = async () => 3
  const late = awsClients(t, center).store
  late.config.systemClockOffset = -3_600_000
  await refusalOf(late.send(new ListUsersCommand({ IdentityStoreId })))
  t.ok(Math.abs(late.config.systemClockOffset) < 60_000)
  t.ok(await late.send(new ListUsersCommand({ IdentityStoreId })))
})

t.test('a client does not retry a refusal', async (t) => {
  const { store } = awsClients(t, center)
  store.config.maxAttempts = async () => 5
  const wrong = awsClients(t, center, { ...credentials, secretAccessKey: 'x' }).store
  wrong.config.maxAttempts = async () => 5
  for (const call of [
    () => store.send(new ListUsersCommand({ IdentityStoreId, MaxResults: 0 })),
    () => store.send(new ListUsersCommand({ IdentityStoreId: 'd-0000000000' })),
    () => wrong.send(new ListUsersCommand({ IdentityStoreId })),
  ]) {
    t.equal((await refusalOf(call())).$metadata.attempts, 1)
  }
})

t.test('additional signed headers are accepted', async (t) => {
  const body = JSON.stringify({ IdentityStoreId })
  const more = {
    'content-length': String(body.length),
    'amz-sdk-invocation-id': 'x',
    'x-amz-user-agent': 'aws-sdk  with   spaces ',
  }
  const request = await signed(center, 'ListUsers', body, { credentials, more })
  const { 'content-length': _, ...headers } = request.headers // fetch writes its own
  t.match(headers['authorization'], /content-length/)
  t.equal((await sent({ ...request, headers })).status, 200)
})

t.test('an unknown or deleted access key is rejected', async (t) => {
  const invalid = {
    status: 403,
    type: 'UnrecognizedClientException',
    message: 'The security token included in the request is invalid.',
  }
  for (const accessKeyId of ['AKIAAAAAAAAAAAAAAAAA', 'x', '%00']) {
    t.same(await refused(list({ credentials: { ...credentials, accessKeyId } })), invalid)
  }
  const session = { ...credentials, sessionToken: 'token' }
  t.same(await refused(list({ credentials: session })), invalid)

  const made = await admin('POST', `/${IdentityStoreId}/access-keys`)
  const { store } = awsClients(t, center, made)
  t.ok(await store.send(new ListUsersCommand({ IdentityStoreId })))
  const { items } = await admin('GET', `/${IdentityStoreId}/access-keys`)
  t.ok(items.find((key: typeof made) => key.accessKeyId === made.accessKeyId).lastUsedAt)
  await admin('DELETE', `/${IdentityStoreId}/access-keys/${made.accessKeyId}`)
  const error = await refusalOf(store.send(new ListUsersCommand({ IdentityStoreId })))
  t.equal(
    error.name,
    'UnrecognizedClientException',
    'the next request after the deletion is rejected',
  )
})

t.test('an access key gives access only to its own store', async (t) => {
  const other = await admin('POST', '')
  const key = await admin('POST', `/${other.identityStoreId}/access-keys`)
  const { store, admin: sso } = awsClients(t, center, key)
  const denied = await refusalOf(store.send(new ListUsersCommand({ IdentityStoreId })))
  t.equal(denied.name, 'AccessDeniedException')
  t.equal(denied.$metadata.httpStatusCode, 403)
  t.match(
    denied.message,
    `is not authorized to perform: identitystore:ListUsers on resource: arn:aws:identitystore::123456789012:identitystore/${IdentityStoreId} because no identity-based policy allows`,
  )
  const unknown = await refusalOf(
    store.send(new ListUsersCommand({ IdentityStoreId: 'd-0000000000' })),
  )
  t.equal(unknown.name, 'ResourceNotFoundException')
  expectParts(t, plain(unknown), { ResourceType: 'IDENTITY_STORE', ResourceId: 'd-0000000000' })
  const { Instances = [] } = await sso.send(new ListInstancesCommand({}))
  t.same(
    Instances.map((instance) => instance.IdentityStoreId),
    [other.identityStoreId],
  )
})

t.test('SSO Admin returns the identity store', async (t) => {
  const { admin: sso } = awsClients(t, center)
  const { Instances = [], NextToken } = await sso.send(new ListInstancesCommand({ MaxResults: 10 }))
  t.equal(NextToken, undefined)
  const [instance] = Instances
  t.equal(Instances.length, 1)
  expectParts(t, instance, {
    IdentityStoreId,
    OwnerAccountId: '123456789012',
    Status: 'ACTIVE',
    InstanceArn: /^arn:aws:sso:::instance\/ssoins-[0-9a-f]{16}$/,
  })
  t.ok(instance?.CreatedDate instanceof Date)
  const describe = (InstanceArn = '') => sso.send(new DescribeInstanceCommand({ InstanceArn }))
  t.same(plain(await describe(instance?.InstanceArn)), instance)
  const other = await refusalOf(describe('arn:aws:sso:::instance/ssoins-0000000000000000'))
  t.ok(other instanceof AccessDeniedException)
  t.match((await refusalOf(describe('x'))).message, /'instanceArn' failed/)
  expectParts(
    t,
    await refused(
      signed(center, 'x', {}, { credentials, target: 'SWBExternalService.ListInstances' }),
    ),
    wrongly(/^Credential should be scoped to correct service: 'sso'/),
  )
  const tokens = async (NextToken: string) => sso.send(new ListInstancesCommand({ NextToken }))
  t.equal((await tokens('')).Instances?.length, 1)
  t.equal((await refusalOf(tokens('x'))).message, 'Invalid NextToken.')
  t.match((await refusalOf(tokens(':'))).message, /'nextToken' failed/)
  const ask = async (operation: string, input: object) =>
    (await sent(await signed(center, operation, input, { credentials }))).json
  expectParts(t, await ask('ListIdentityStores', {}), { IdentityStores: [{ IdentityStoreId }] })
  expectParts(t, await ask('DescribeIdentityStore', { IdentityStoreId }), {
    IdentityStoreId,
    IdentityStoreArn: /^arn:aws:identitystore::\d{12}:identitystore\/d-[0-9a-f]{10}$/,
  })
  expectParts(t, await ask('ListIdentityStores', { NextToken: 'x' }), {
    __type: 'ValidationException',
  })
})

t.test('other requests are rejected in the form of AWS', async (t) => {
  const post = async (target: string, body: string) =>
    refused(signed(center, 'x', body, { credentials, target }))
  const unknown = { status: 400, type: 'UnknownOperationException' }
  expectParts(t, await post('AWSIdentityStore.Nothing', '{}'), unknown)
  expectParts(t, await post('AWSIdentityStore.constructor', '{}'), unknown)
  expectParts(t, await post('AWSIdentityStore.ListInstances', '{}'), unknown)
  expectParts(t, await post('AWSIdentityStore.UpdateIdentityStore', '{}'), unknown)
  const serialization = (message: string) => ({
    status: 400,
    type: 'SerializationException',
    message,
  })
  const target = 'AWSIdentityStore.ListUsers'
  for (const [body, message] of [
    ['', 'The body is not JSON.'],
    ['{', 'The body is not JSON.'],
    ['[]', 'The body is not a JSON object.'],
    ['[['.repeat(70), 'The body is nested too deeply.'],
    ['{"IdentityStoreId":7}', 'NUMBER_VALUE cannot be converted to String.'],
    ['{"IdentityStoreId":["x"]}', 'Start of list found where not expected.'],
    ['{"MaxResults":"1"}', 'STRING_VALUE cannot be converted to Integer.'],
    ['{"MaxResults":1.5}', 'NUMBER_VALUE cannot be converted to Integer.'],
  ] as const) {
    t.same(await post(target, body), serialization(message), body.slice(0, 30))
  }
  expectParts(t, await post(target, `{"NextToken":"${'x'.repeat(1_048_576)}"}`), {
    status: 400,
    type: 'ValidationException',
  })
  expectParts(t, await post(target, '{}'), {
    type: 'ValidationException',
    message:
      "1 validation error detected: Value at 'identityStoreId' failed to satisfy constraint: Member must not be null",
  })
  const request = await list()
  const typeless = { ...request, headers: { ...request.headers, 'content-type': 'x' } }
  expectParts(t, await refused(typeless), { status: 400, type: 'SerializationException' })
  for (const method of ['PUT', 'DELETE']) {
    const answer = await fetch(request.url, { method, headers: { authorization: 'x' } })
    t.equal(answer.status, 401, `${method} is not the API's`)
  }
})
