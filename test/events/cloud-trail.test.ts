import t from 'tap'
import { buildEvent } from '../../src/events/build-event.ts'
import { cloudTrailEvent } from '../../src/events/cloud-trail.ts'
import { sortLikeHashMap } from '../../src/events/java-order.ts'
import { dialectOf, newestEpoch } from '../../src/identity-center/dialect.ts'
import { refusalOf } from '../../src/identity-center/judge.ts'
import { patchPathRequired } from '../../src/identity-center/rules/patch.ts'
import { userUrn } from '../../src/scim/urn.ts'
import { outcomeOf, receivedRequest, storedOf } from '../helpers/incoming-requests.ts'

const trailOf = (
  received: Parameters<typeof receivedRequest>[0],
  outcome: Parameters<typeof outcomeOf>[0] = {},
) => cloudTrailEvent(storedOf(buildEvent(receivedRequest(received), outcomeOf(outcome))))

/** The samples of AWS's user guide with their placeholders; only the time is replaced. */
const placeholders = {
  requestId: 'xxxx',
  tenantId: 'xxxx',
  tokenId: 'xxxx',
  userAgent: 'Go-http-client/2.0',
} as const
const printed = (event: object) =>
  JSON.stringify(event).replace(/"eventTime":"[^"]*"/, '"eventTime":"xxxx"')

t.test('a create is printed as in the sample of the guide, to the byte', async (t) => {
  const answer = {
    id: 'c4488478-a0e1-700e-3d75-96c6bb641596',
    meta: {
      resourceType: 'User',
      created: '2024-10-10T13:23:45Z',
      lastModified: '2024-10-10T13:23:45Z',
    },
    schemas: [userUrn],
    userName: 'jane',
    name: { familyName: 'Doe', givenName: 'Jane' },
    displayName: 'Jane Doe',
    active: true,
  }
  const { id: _id, meta: _meta, ...body } = answer
  const event = trailOf(
    { ...placeholders, body, sourceIp: 'xx.xxx.xxx.xxx' },
    { status: 201, body: JSON.stringify(answer) },
  )
  const h = '"HIDDEN_DUE_TO_SECURITY_REASONS"'
  t.equal(
    printed(event),
    [
      '{"eventVersion":"1.10",',
      '"userIdentity":{"type":"WebIdentityUser","accountId":"123456789012","accessKeyId":"xxxx"},',
      '"eventTime":"xxxx","eventSource":"identitystore-scim.amazonaws.com","eventName":"CreateUser","awsRegion":"us-east-1",',
      '"sourceIPAddress":"xx.xxx.xxx.xxx","userAgent":"Go-http-client/2.0",',
      `"requestParameters":{"httpBody":{"displayName":${h},"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],`,
      `"name":{"familyName":${h},"givenName":${h}},"active":true,"userName":${h}},`,
      '"tenantId":"xxxx"},',
      '"responseElements":{"meta":{"created":"Oct 10, 2024, 1:23:45 PM","lastModified":"Oct 10, 2024, 1:23:45 PM","resourceType":"User"},',
      `"displayName":${h},"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],`,
      `"name":{"familyName":${h},"givenName":${h}},"active":true,`,
      `"id":"c4488478-a0e1-700e-3d75-96c6bb641596","userName":${h}},`,
      '"requestID":"xxxx","eventID":"xxxx","readOnly":false,"eventType":"AwsApiCall","managementEvent":true,',
      '"recipientAccountId":"123456789012","eventCategory":"Management","tlsDetails":{"clientProvidedHostHeader":"scim.us-east-1.amazonaws.com"}}',
    ].join(''),
  )
})

t.test('a failure is printed as in the sample of the guide, to the byte', async (t) => {
  const refusal = refusalOf(patchPathRequired, [{ location: [] }], dialectOf({}, newestEpoch))
  const event = trailOf(
    {
      ...placeholders,
      method: 'PATCH',
      operation: 'PatchGroup',
      path: '/xxxx/scim/v2/Groups/xxxx',
      id: 'xxxx',
      sourceIp: 'xxx.xxx.xxx.xxx',
      body: {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'remove', value: [{ value: 'user-1' }] }],
      },
    },
    { status: 400, body: '{"detail":"Missing path in PATCH request"}', refusal },
  )
  const h = '"HIDDEN_DUE_TO_SECURITY_REASONS"'
  t.equal(
    printed(event),
    [
      '{"eventVersion":"1.10","userIdentity":{"type":"Unknown","accountId":"123456789012","accessKeyId":"xxxx"},',
      '"eventTime":"xxxx","eventSource":"identitystore-scim.amazonaws.com","eventName":"PatchGroup","awsRegion":"us-east-1",',
      '"sourceIPAddress":"xxx.xxx.xxx.xxx","userAgent":"Go-http-client/2.0",',
      '"errorCode":"ValidationException","errorMessage":"Missing path in PATCH request",',
      `"requestParameters":{"httpBody":{"operations":[{"op":"REMOVE","value":${h}}],"schemas":[${h}]},"tenantId":"xxxx","id":"xxxx"},`,
      '"responseElements":null,"requestID":"xxxx","eventID":"xxxx","readOnly":false,"eventType":"AwsApiCall","managementEvent":true,',
      '"recipientAccountId":"123456789012","eventCategory":"Management","tlsDetails":{"clientProvidedHostHeader":"scim.us-east-1.amazonaws.com"}}',
    ].join(''),
  )
})

t.test('the time is in whole seconds, the region and the host are the server’s', async (t) => {
  const stored = storedOf(buildEvent(receivedRequest(), outcomeOf()))
  t.equal(cloudTrailEvent(stored).eventTime, '2026-11-01T12:00:00Z')
  const elsewhere = cloudTrailEvent(stored, { region: 'eu-west-1' })
  t.equal(elsewhere.awsRegion, 'eu-west-1')
  t.equal(elsewhere.tlsDetails.clientProvidedHostHeader, 'scim.eu-west-1.amazonaws.com')
  const { tlsDetails } = cloudTrailEvent(stored, { host: 'localhost:8080' })
  t.equal(tlsDetails.clientProvidedHostHeader, 'localhost:8080')
})

t.test('all values but booleans are masked', async (t) => {
  const hidden = 'HIDDEN_DUE_TO_SECURITY_REASONS'
  const { requestParameters } = trailOf({
    operation: 'PutUser',
    method: 'PUT',
    path: '/t/scim/v2/Users/a%20b',
    id: 'a b',
    body: {
      id: 'a b',
      active: 'True',
      emails: [{ value: 'jane@example.com', primary: true }, 7, null],
      title: null,
      meta: { created: 'never', resourceType: 'User' },
    },
  })
  t.same(requestParameters, {
    httpBody: {
      id: 'a b',
      active: hidden,
      emails: [{ value: hidden, primary: true }, hidden, null],
      meta: { created: 'never', resourceType: 'User' },
    },
    tenantId: 'tenant',
    id: 'a b',
  })
  t.same(trailOf({ body: { meta: 'x' } }).requestParameters, {
    httpBody: { meta: 'x' },
    tenantId: 'tenant',
  })
})

t.test('op and path of a PATCH are not masked', async (t) => {
  const parametersOf = (body: unknown) =>
    trailOf({ method: 'PATCH', operation: 'PatchUser', body }).requestParameters
  t.same(
    parametersOf({
      operations: [{ op: 'Add', path: 'title', value: false }, 'x', { op: 5, value: null }],
    }),
    {
      httpBody: {
        operations: [
          { op: 'ADD', path: 'title', value: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
          { op: 5 },
        ],
      },
      tenantId: 'tenant',
    },
  )
  t.same(parametersOf({ Operations: 'x' }), { httpBody: {}, tenantId: 'tenant' })
})

t.test('a read is marked as one and has no response', async (t) => {
  const event = trailOf(
    { method: 'GET', operation: 'GetUser', path: '/t/scim/v2/Users/%zz', tenantId: null },
    { body: '{"id":"i"}' },
  )
  t.equal(event.readOnly, true)
  t.equal(event.responseElements, null)
  t.same(event.requestParameters, { id: '%zz' })
})

t.test('a body that cannot be parsed is left out', async (t) => {
  const event = trailOf(
    {
      body: '{"a":',
      operation: null,
      tokenId: null,
      sourceIp: undefined,
      userAgent: undefined,
    },
    { status: 201, body: 'no JSON' },
  )
  t.same(event.requestParameters, { tenantId: 'tenant' })
  t.same([event.eventName, event.responseElements], [null, null])
  t.same([event.userIdentity.accessKeyId, event.sourceIPAddress, event.userAgent], ['', '', ''])
})

t.test('hours are on a 12-hour clock', async (t) => {
  const hourOf = (created: string) => {
    const { responseElements } = trailOf({}, { body: JSON.stringify({ meta: { created } }) })
    return Object(responseElements?.['meta'])['created']
  }
  t.equal(hourOf('2024-01-02T00:00:09Z'), 'Jan 2, 2024, 12:00:09 AM')
  t.equal(hourOf('2024-12-31T12:05:00Z'), 'Dec 31, 2024, 12:05:00 PM')
})

t.test('keys are in the order of a Java HashMap, which grows beyond twelve', async (t) => {
  const order = (keys: readonly string[]) =>
    sortLikeHashMap(keys.map((key) => [key, 0] as const)).map(([key]) => key)
  t.same(order(['userName', 'active', 'displayName']), ['displayName', 'active', 'userName'])
  // In a table of 32, `meta` is in bucket 22 and `userName` in 12.
  const twelve = Array.from({ length: 10 }, (_, index) => `k${index}`)
  t.same(
    order(['meta', 'userName', ...twelve]).filter((key) => !key.startsWith('k')),
    ['meta', 'userName'],
  )
  t.same(
    order(['meta', 'userName', ...twelve, 'k10']).filter((key) => !key.startsWith('k')),
    ['userName', 'meta'],
  )
})
