import t from 'tap'
import { credentialsOf, sent, signed } from '../../helpers/aws.ts'
import { expectParts } from '../../helpers/expect-parts.ts'
import { startTestServer } from '../../helpers/server.ts'

const center = await startTestServer(t)
const admin = async (path: string) => {
  const response = await fetch(`${center.adminUrl}/api/v1/identity-stores${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${center.adminToken}` },
  })
  // biome-ignore lint/suspicious/noExplicitAny: tests read any member of a response
  return response.json() as Promise<any>
}
const { identityStoreId: other } = await admin('')
const key = await admin(`/${other}/access-keys`)

const asking =
  (IdentityStoreId: string, credentials: ReturnType<typeof credentialsOf>) =>
  async (operation: string, input: object = {}) =>
    (await sent(await signed(center, operation, { IdentityStoreId, ...input }, { credentials })))
      .json
const here = asking(center.identityStoreId, credentialsOf(center))
const there = asking(other, key)

const person = (name: string) => ({
  UserName: `${name}@example.com`,
  DisplayName: name,
  Name: { GivenName: name, FamilyName: 'Example' },
  Emails: [{ Value: `${name}@example.com`, Primary: true }],
})
const { UserId } = await here('CreateUser', person('ada'))
const { GroupId } = await here('CreateGroup', { DisplayName: 'Ours' })
const MemberId = { UserId }
const { MembershipId } = await here('CreateGroupMembership', { GroupId, MemberId })
const own = await there('CreateUser', person('grace'))

t.test('the contents of one store do not appear in another', async (t) => {
  const change = [{ AttributePath: 'displayName', AttributeValue: 'Theirs' }]
  const unique = (AttributePath: string, AttributeValue: string) => ({
    AlternateIdentifier: { UniqueAttribute: { AttributePath, AttributeValue } },
  })
  const missing: readonly (readonly [string, object])[] = [
    ['DescribeUser', { UserId }],
    ['UpdateUser', { UserId, Operations: change }],
    ['GetUserId', unique('userName', 'ada@example.com')],
    ['GetUserId', unique('emails.value', 'ada@example.com')],
    ['DescribeGroup', { GroupId }],
    ['UpdateGroup', { GroupId, Operations: change }],
    ['GetGroupId', unique('displayName', 'Ours')],
    ['CreateGroupMembership', { GroupId, MemberId: { UserId: own.UserId } }],
    ['DescribeGroupMembership', { MembershipId }],
    ['GetGroupMembershipId', { GroupId, MemberId }],
    ['ListGroupMemberships', { GroupId }],
    ['ListGroupMembershipsForMember', { MemberId }],
    ['IsMemberInGroups', { MemberId, GroupIds: [GroupId] }],
  ]
  for (const [operation, input] of missing) {
    const { __type } = await there(operation, input)
    t.equal(__type, 'ResourceNotFoundException', operation)
  }
  for (const [operation, input] of [
    ['DeleteUser', { UserId }],
    ['DeleteGroup', { GroupId }],
    ['DeleteGroupMembership', { MembershipId }],
  ] as const) {
    t.same(await there(operation, input), {}, operation)
  }
  t.same(
    (await there('ListUsers')).Users.map((user: { UserId: string }) => user.UserId),
    [own.UserId],
  )
  t.same((await there('ListGroups')).Groups, [])
  expectParts(t, await here('DescribeUser', { UserId }), { DisplayName: 'ada' })
  expectParts(t, await here('DescribeGroupMembership', { MembershipId }), { GroupId, MemberId })
})

t.test('names are unique only within one store', async (t) => {
  t.ok((await there('CreateUser', person('ada'))).UserId)
  t.ok((await there('CreateGroup', { DisplayName: 'Ours' })).GroupId)
})

t.test('a page token of one store is rejected by another', async (t) => {
  const { NextToken } = await there('ListUsers', { MaxResults: 1 })
  t.ok(NextToken)
  expectParts(t, await here('ListUsers', { NextToken }), { __type: 'ValidationException' })
  const asked = await sent(
    await signed(
      center,
      'ListUsers',
      { IdentityStoreId: center.identityStoreId },
      { credentials: key },
    ),
  )
  t.same([asked.status, asked.json.__type], [403, 'AccessDeniedException'])
})
