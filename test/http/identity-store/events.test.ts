import {
  CreateGroupCommand,
  CreateUserCommand,
  DeleteUserCommand,
  DescribeUserCommand,
  ListUsersCommand,
  UpdateUserCommand,
} from '@aws-sdk/client-identitystore'
import { ListInstancesCommand } from '@aws-sdk/client-sso-admin'
import t from 'tap'
import { adminOf, flagsFor } from '../../helpers/administering.ts'
import { awsClients, credentialsOf, refusalOf, sent, signed } from '../../helpers/aws.ts'
import { expectParts } from '../../helpers/expect-parts.ts'
import { command } from '../../helpers/fake-terminal.ts'
import { startTestServer } from '../../helpers/server.ts'

const center = await startTestServer(t)
const admin = adminOf(center)
const { store, admin: sso } = awsClients(t, center)
const IdentityStoreId = center.identityStoreId

const buildEvent = async (requestId: string | undefined, query = '') =>
  (await admin(`/events/${requestId}${query}`)).json

const user = {
  IdentityStoreId,
  UserName: 'ada@example.com',
  DisplayName: 'Ada',
  Name: { GivenName: 'Ada', FamilyName: 'Lovelace' },
}
const made = await store.send(new CreateUserCommand(user))
const UserId = made.UserId ?? ''

t.test('a change creates an event with request and response', async (t) => {
  const event = await buildEvent(made.$metadata.requestId)
  expectParts(t, event, {
    origin: 'api',
    eventName: 'CreateUser',
    identityStoreId: IdentityStoreId,
    tenantId: center.tenantId,
    tokenId: center.accessKeyId,
    request: { method: 'POST', path: '/' },
    response: { status: 200 },
    errorCode: null,
    findings: [],
  })
  t.same(JSON.parse(event.request.body), user)
  expectParts(t, JSON.parse(event.response.body), { IdentityStoreId, UserId })
  t.notOk(JSON.stringify(event).includes(center.secretAccessKey ?? 'x'))
})

t.test('a read and a deletion of an unknown user create events', async (t) => {
  const read = await store.send(new DescribeUserCommand({ IdentityStoreId, UserId }))
  expectParts(t, await buildEvent(read.$metadata.requestId), {
    eventName: 'DescribeUser',
    origin: 'api',
  })
  const unknownId = 'a4a8b4c8-d0e1-7000-aaaa-bbbbbbbbbbbb'
  const gone = await store.send(new DeleteUserCommand({ IdentityStoreId, UserId: unknownId }))
  expectParts(t, await buildEvent(gone.$metadata.requestId), {
    eventName: 'DeleteUser',
    errorCode: null,
  })
})

t.test('a refusal names the rule and the position in the request body', async (t) => {
  const refused = async (call: Promise<unknown>) =>
    buildEvent((await refusalOf(call)).$metadata.requestId)
  const enterprise = 'aws:identitystore:enterprise'
  const wrong = await refused(
    store.send(
      new CreateUserCommand({
        ...user,
        UserName: 'x@example.com',
        Name: { GivenName: 'a%b', FamilyName: 'L' },
        Extensions: { [enterprise]: { department: 'a<b' } },
      }),
    ),
  )
  expectParts(t, wrong, {
    errorCode: 'ValidationException',
    errorMessage: /^Names, titles, addresses and enterprise attributes hold none/,
    response: { status: 400 },
    findings: [
      { ruleId: 'attribute-forbidden-characters', severity: 'refused', pointer: '/Name/GivenName' },
      {
        ruleId: 'attribute-forbidden-characters',
        pointer: `/Extensions/${enterprise}/department`,
      },
    ],
  })
  const taken = await refused(store.send(new CreateUserCommand(user)))
  expectParts(t, taken, {
    errorCode: 'ConflictException',
    errorMessage: 'Duplicate UserName',
    findings: [
      {
        ruleId: 'user-name-unique',
        pointer: '/UserName',
        sentence: new RegExp(`${UserId}.*through the Identity Store API`),
      },
    ],
  })
  const long = await refused(store.send(new ListUsersCommand({ IdentityStoreId, MaxResults: 0 })))
  expectParts(t, long.findings, [
    { ruleId: 'api-member-constraints', path: 'MaxResults', pointer: '/MaxResults', value: '0' },
  ])
  const updated = await refused(
    store.send(
      new UpdateUserCommand({
        IdentityStoreId,
        UserId,
        Operations: [
          { AttributePath: 'title', AttributeValue: 'ok' },
          { AttributePath: 'name', AttributeValue: { familyName: 'a:b' } },
        ],
      }),
    ),
  )
  expectParts(t, updated.findings, [
    {
      ruleId: 'attribute-forbidden-characters',
      pointer: '/Operations/1/AttributeValue/familyName',
    },
  ])
  const missing = await refused(
    store.send(
      new UpdateUserCommand({
        IdentityStoreId,
        UserId: 'a4a8b4c8-d0e1-7000-aaaa-bbbbbbbbbbbb',
        Operations: [{ AttributePath: 'title', AttributeValue: 'ok' }],
      }),
    ),
  )
  expectParts(t, missing.findings, [{ ruleId: 'user-exists', pointer: '/UserId' }])
})

t.test('an unauthenticated request creates an event', async (t) => {
  const credentials = { ...credentialsOf(center), secretAccessKey: 'x' }
  const wrong = await refusalOf(
    awsClients(t, center, credentials).store.send(new ListUsersCommand({ IdentityStoreId })),
  )
  expectParts(t, await buildEvent(wrong.$metadata.requestId), {
    identityStoreId: IdentityStoreId,
    tokenId: center.accessKeyId,
    eventName: 'ListUsers',
    errorCode: 'InvalidSignatureException',
    findings: [{ ruleId: 'api-signature-valid' }],
  })
  const unknownKey = { accessKeyId: 'AKIAAAAAAAAAAAAAAAAA', secretAccessKey: 'x' }
  const request = await signed(
    center,
    'ListUsers',
    { IdentityStoreId },
    { credentials: unknownKey },
  )
  const { headers } = await sent(request)
  expectParts(t, await buildEvent(headers.get('x-amzn-requestid') ?? ''), {
    identityStoreId: null,
    errorCode: 'UnrecognizedClientException',
    findings: [{ ruleId: 'api-access-key-valid', value: 'AKIAAAAAAAAAAAAAAAAA' }],
  })
})

t.test('an unknown member has a finding', async (t) => {
  const input = { IdentityStoreId, DisplayName: 'Odd', Colour: 'red' }
  const credentials = credentialsOf(center)
  const { headers, status } = await sent(
    await signed(center, 'CreateGroup', input, { credentials }),
  )
  t.equal(status, 200)
  expectParts(t, (await buildEvent(headers.get('x-amzn-requestid') ?? '')).findings, [
    { ruleId: 'api-member-known', severity: 'warning', pointer: '/Colour' },
  ])
})

t.test('events are found by the user or group', async (t) => {
  await store.send(new CreateGroupCommand({ IdentityStoreId, DisplayName: 'Named' }))
  await store.send(
    new ListUsersCommand({
      IdentityStoreId,
      Filters: [{ AttributePath: 'UserName', AttributeValue: 'ADA@example.com' }],
    }),
  )
  const names = async (query: string) =>
    (await admin(`/identity-stores/${IdentityStoreId}/events?origin=api&${query}`)).json.items.map(
      ({ eventName }: { eventName: string }) => eventName,
    )
  t.same(await names('name=Named'), ['CreateGroup'])
  t.ok((await names('name=ada@example.com')).includes('ListUsers'))
  t.ok((await names(`resourceId=${UserId}`)).includes('CreateUser'))
  t.ok((await names(`resourceId=${UserId}`)).includes('DescribeUser'))
  const { out } = await command(['events', ...flagsFor(center), '--operation', 'CreateUser'])
  t.match(out, /CreateUser +200 +ada@example\.com/)
})

t.test('CloudTrail events have the event source of the API', async (t) => {
  const created = await buildEvent(made.$metadata.requestId, '?format=cloudtrail')
  const hidden = 'HIDDEN_DUE_TO_SECURITY_REASONS'
  expectParts(t, created, {
    eventSource: 'identitystore.amazonaws.com',
    eventName: 'CreateUser',
    readOnly: false,
    userIdentity: { type: 'IAMUser', accessKeyId: center.accessKeyId },
  })
  t.same(created.requestParameters, {
    identityStoreId: IdentityStoreId,
    userName: hidden,
    displayName: hidden,
    name: { givenName: hidden, familyName: hidden },
  })
  expectParts(t, created.responseElements, { identityStoreId: IdentityStoreId, userId: UserId })
  const { $metadata } = await store.send(new DescribeUserCommand({ IdentityStoreId, UserId }))
  expectParts(t, await buildEvent($metadata.requestId, '?format=cloudtrail'), {
    readOnly: true,
    requestParameters: { userId: UserId },
    responseElements: null,
  })
  const list = await sso.send(new ListInstancesCommand({}))
  expectParts(t, await buildEvent(list.$metadata.requestId, '?format=cloudtrail'), {
    eventSource: 'sso.amazonaws.com',
  })
})

t.test('a request of this API cannot be explained as a SCIM request', async (t) => {
  const { status, json } = await admin('/explain', {
    requestId: made.$metadata.requestId,
    settings: {},
  })
  t.equal(status, 409)
  t.match(json.detail, /^Only SCIM requests can be explained again/)
})
