import { ListUsersCommand, ThrottlingException } from '@aws-sdk/client-identitystore'
import t from 'tap'
import { awsClients, credentialsOf, refusalOf, sent, signed } from '../../helpers/aws.ts'
import { startTestServer } from '../../helpers/server.ts'

const center = await startTestServer(t)
const { store } = awsClients(t, center)
const IdentityStoreId = center.identityStoreId

t.test('a throttled store accepts 20 calls of one operation per second', async (t) => {
  await center.configure({ throttling: true })
  const list = () => store.send(new ListUsersCommand({ IdentityStoreId }))
  const outcomes = await Promise.allSettled(Array.from({ length: 80 }, list)) // within three seconds, on any machine
  const refused = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
  t.ok(refused.length > 0 && refused.length <= 60)
  for (const error of refused) {
    t.ok(error instanceof ThrottlingException)
    t.equal(error.RetryAfterSeconds, 1)
    t.equal(error.$metadata.httpStatusCode, 400)
    t.equal(error.message, 'Rate exceeded')
  }
  const credentials = credentialsOf(center)
  t.equal(
    (await sent(await signed(center, 'ListGroups', { IdentityStoreId }, { credentials }))).status,
    200,
  )
  await center.configure({})
  t.ok(await list())
})

t.test('a rule that is turned off accepts a user', async (t) => {
  const credentials = credentialsOf(center)
  const input = {
    IdentityStoreId,
    UserName: 'odd@example.com',
    DisplayName: 'Odd: One',
    Name: { GivenName: 'O', FamilyName: 'O' },
    Birthdate: 'long ago',
  }
  const create = async () => sent(await signed(center, 'CreateUser', input, { credentials }))
  t.equal((await create()).status, 400)
  await center.configure({
    rules: { 'attribute-forbidden-characters': 'off', 'birthdate-format': 'warn' },
  })
  t.equal((await create()).status, 200)
  await center.configure({})
})

t.test('the API works while provisioning is disabled', async (t) => {
  const admin = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(
      `${center.adminUrl}/api/v1/identity-stores/${IdentityStoreId}${path}`,
      {
        method,
        headers: {
          authorization: `Bearer ${center.adminToken}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      },
    )
    return response.status === 204 ? { items: [] } : response.json()
  }
  const { items } = (await admin('GET', '/tokens')) as { items: { id: string }[] }
  for (const { id } of items) await admin('DELETE', `/tokens/${id}`)
  await admin('PUT', '/provisioning', { enabled: false })
  const { Users } = await store.send(new ListUsersCommand({ IdentityStoreId }))
  t.equal(Users?.length, 1)
  const error = await refusalOf(
    store.send(new ListUsersCommand({ IdentityStoreId, NextToken: 'x'.repeat(65_536) })),
  )
  t.match(error.message, /'nextToken' failed .* less than or equal to 65535$/)
})
