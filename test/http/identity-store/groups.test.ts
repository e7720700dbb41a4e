import {
  ConflictException,
  CreateGroupCommand,
  CreateGroupMembershipCommand,
  CreateUserCommand,
  DeleteGroupCommand,
  DeleteGroupMembershipCommand,
  DescribeGroupCommand,
  DescribeGroupMembershipCommand,
  GetGroupIdCommand,
  GetGroupMembershipIdCommand,
  IsMemberInGroupsCommand,
  ListGroupMembershipsCommand,
  ListGroupMembershipsForMemberCommand,
  ListGroupsCommand,
  paginateListGroupMemberships,
  paginateListGroupMembershipsForMember,
  paginateListGroups,
  ResourceNotFoundException,
  ServiceQuotaExceededException,
  UpdateGroupCommand,
  ValidationException,
} from '@aws-sdk/client-identitystore'
import t from 'tap'
import { awsClients, credentialsOf, plain, refusalOf, sent, signed } from '../../helpers/aws.ts'
import { expectParts } from '../../helpers/expect-parts.ts'
import { startTestServer } from '../../helpers/server.ts'

const center = await startTestServer(t)
const { scim } = center
const { store } = awsClients(t, center)
const IdentityStoreId = center.identityStoreId
const unknownId = 'a4a8b4c8-d0e1-7000-aaaa-bbbbbbbbbbbb'

const createGroup = async (DisplayName: string, more: object = {}) => {
  const { GroupId = '' } = await store.send(
    new CreateGroupCommand({ IdentityStoreId, DisplayName, ...more }),
  )
  return GroupId
}
const createUser = async (name: string) => {
  const { UserId = '' } = await store.send(
    new CreateUserCommand({
      IdentityStoreId,
      UserName: `${name}@example.com`,
      DisplayName: name,
      Name: { GivenName: name, FamilyName: 'Example' },
    }),
  )
  return UserId
}
const describe = (GroupId: string) =>
  store.send(new DescribeGroupCommand({ IdentityStoreId, GroupId }))
const join = (GroupId: string, UserId: string) =>
  store.send(new CreateGroupMembershipCommand({ IdentityStoreId, GroupId, MemberId: { UserId } }))

/** The refusal for an unknown resource. */
const notFound = async (call: Promise<unknown>) => {
  const error = await refusalOf(call)
  if (!(error instanceof ResourceNotFoundException)) throw error
  return [error.message, error.ResourceType, error.ResourceId]
}

t.test('groups', async (t) => {
  const GroupId = await createGroup('Engineers', { Description: 'Those who build' })

  await t.test('are described with all members', async (t) => {
    const { CreatedAt, UpdatedAt, ...rest } = plain(await describe(GroupId))
    t.ok(CreatedAt instanceof Date && UpdatedAt instanceof Date)
    t.same(rest, {
      IdentityStoreId,
      GroupId,
      DisplayName: 'Engineers',
      Description: 'Those who build',
      CreatedBy: 'IdentityStoreAPI',
      UpdatedBy: 'IdentityStoreAPI',
    })
    const { json } = await scim('GET', `/Groups/${GroupId}`)
    expectParts(t, json, { id: GroupId, displayName: 'Engineers', members: [] })
    t.notOk('description' in json)
    t.same(await notFound(describe(unknownId)), ['GROUP not found.', 'GROUP', unknownId])
  })

  await t.test('created through SCIM are described', async (t) => {
    const { json } = await scim('POST', '/Groups', { displayName: 'Pushed', externalId: 'g-1' })
    const Issuer = `https://scim.aws.com/${center.tenantId}`
    const shown = await describe(json.id)
    expectParts(t, plain(shown), {
      GroupId: json.id,
      DisplayName: 'Pushed',
      ExternalIds: [{ Issuer, Id: 'g-1' }],
      CreatedBy: 'SCIM',
    })
    t.notOk('Description' in shown)
    const idOf = (AlternateIdentifier: object) =>
      store.send(new GetGroupIdCommand({ IdentityStoreId, AlternateIdentifier } as never))
    const byName = (name: string) => ({
      UniqueAttribute: { AttributePath: 'displayName', AttributeValue: name },
    })
    for (const identifier of [{ ExternalId: { Issuer, Id: 'g-1' } }, byName('PUSHED')]) {
      t.same(plain(await idOf(identifier)), { IdentityStoreId, GroupId: json.id })
    }
    for (const identifier of [{ ExternalId: { Issuer: 'x', Id: 'g-1' } }, byName('Unknown')]) {
      t.same(await notFound(idOf(identifier)), ['GROUP not found.', 'GROUP', undefined])
    }
    const other = await refusalOf(
      idOf({ UniqueAttribute: { AttributePath: 'description', AttributeValue: 'x' } }),
    )
    t.ok(other instanceof ValidationException)
    t.equal(other.message, 'The attribute description is not a unique attribute')
  })

  await t.test('are refused if a name is taken, reserved, missing or too long', async (t) => {
    const taken = await refusalOf(createGroup('ENGINEERS'))
    t.ok(taken instanceof ConflictException)
    t.equal(taken.message, 'Duplicate GroupDisplayName')
    t.equal((taken as ConflictException).Reason, 'UNIQUENESS_CONSTRAINT_VIOLATION')
    for (const [input, message] of [
      [{ DisplayName: 'AWSAdministrators' }, /^Administrator and AWSAdministrators/],
      [{ DisplayName: undefined }, /'displayName' failed .* Member must not be null$/],
      [{ DisplayName: 'x'.repeat(1025) }, /'displayName' failed .* less than or equal to 1024$/],
      [{ DisplayName: 'ok', Description: '' }, /^2 validation errors .* 'description' failed/],
    ] as const) {
      const error = await refusalOf(createGroup('x', input))
      t.ok(error instanceof ValidationException)
      t.match(error.message, message)
    }
  })

  await t.test('are updated', async (t) => {
    const update = (...Operations: object[]) =>
      store.send(new UpdateGroupCommand({ IdentityStoreId, GroupId, Operations } as never))
    await update(
      { AttributePath: 'displayName', AttributeValue: 'Builders' },
      { AttributePath: 'description', AttributeValue: 'Who build' },
    )
    expectParts(t, plain(await describe(GroupId)), {
      DisplayName: 'Builders',
      Description: 'Who build',
    })
    await update({ AttributePath: 'description' })
    t.notOk('Description' in (await describe(GroupId)))
    for (const [operation, message] of [
      [{ AttributePath: 'members', AttributeValue: [] }, /members cannot be updated/],
      [{ AttributePath: 'externalId', AttributeValue: 'x' }, /externalId cannot be updated/],
      [{ AttributePath: 'displayName' }, /Member must not be null/],
      [{ AttributePath: 'description', AttributeValue: 7 }, /NUMBER_VALUE cannot be converted/],
    ] as const) {
      const error = await refusalOf(update(operation))
      t.ok(error instanceof ValidationException)
      t.match(error.message, message)
    }
    const taken = await refusalOf(
      update({ AttributePath: 'displayName', AttributeValue: 'pushed' }),
    )
    t.ok(taken instanceof ConflictException)
    t.same(
      await notFound(
        store.send(
          new UpdateGroupCommand({
            IdentityStoreId,
            GroupId: unknownId,
            Operations: [{ AttributePath: 'description', AttributeValue: 'x' }],
          }),
        ),
      ),
      ['GROUP not found.', 'GROUP', unknownId],
    )
  })

  await t.test('have revisions', async (t) => {
    const ask = async (operation: string, input: object) => {
      const request = { IdentityStoreId, ...input }
      const credentials = credentialsOf(center)
      return (await sent(await signed(center, operation, request, { credentials }))).json
    }
    const { GroupId, GroupArn, Revision } = await ask('CreateGroup', { DisplayName: 'Revised' })
    expectParts(t, await ask('DescribeGroup', { GroupId }), { GroupArn, Revision })
    const Operations = [{ AttributePath: 'description', AttributeValue: 'New' }]
    const { Revision: next } = await ask('UpdateGroup', { GroupId, Operations, Revision })
    const conflict = { __type: 'ConflictException', Reason: 'CONCURRENT_MODIFICATION' }
    expectParts(t, await ask('UpdateGroup', { GroupId, Operations, Revision }), conflict)
    expectParts(t, await ask('DeleteGroup', { GroupId, Revision }), conflict)
    t.same(await ask('DeleteGroup', { GroupId, Revision: next }), {})
  })

  await t.test('are listed, page by page', async (t) => {
    const names: (string | undefined)[] = []
    for (let n = 0; n < 3; n++) await createGroup(`Page ${n}`)
    for await (const { Groups = [] } of paginateListGroups(
      { client: store, pageSize: 2 },
      { IdentityStoreId },
    )) {
      names.push(...Groups.map(({ DisplayName }) => DisplayName))
    }
    t.same(names, ['Builders', 'Pushed', 'Page 0', 'Page 1', 'Page 2'])
    const filtered = async (AttributePath: string) =>
      store.send(
        new ListGroupsCommand({
          IdentityStoreId,
          Filters: [{ AttributePath, AttributeValue: 'page 1' }],
        }),
      )
    t.same((await filtered('DisplayName')).Groups?.length, 1)
    t.match((await refusalOf(filtered('Description'))).message, /Description is not supported/)
    const two = await refusalOf(
      store.send(
        new ListGroupsCommand({
          IdentityStoreId,
          Filters: [
            { AttributePath: 'DisplayName', AttributeValue: 'a' },
            { AttributePath: 'DisplayName', AttributeValue: 'b' },
          ],
        }),
      ),
    )
    t.match(two.message, /'filters' failed .* less than or equal to 1$/)
  })

  await t.test('are deleted; deleting again succeeds', async (t) => {
    const remove = () => store.send(new DeleteGroupCommand({ IdentityStoreId, GroupId }))
    t.same(plain(await remove()), {})
    t.equal((await scim('GET', `/Groups/${GroupId}`)).status, 404)
    t.same(plain(await remove()), {})
  })
})

t.test('memberships', async (t) => {
  const [ada, grace] = [await createUser('ada'), await createUser('grace')]
  const group = await createGroup('Members')
  const { MembershipId = '', ...made } = await join(group, ada)
  t.equal(made.IdentityStoreId, IdentityStoreId)

  await t.test('appear in SCIM', async (t) => {
    const filter = encodeURIComponent(`members.value eq "${ada}"`)
    const { json } = await scim('GET', `/Groups?filter=${filter}`)
    t.equal(json.Resources[0].id, group)
  })

  await t.test('created through SCIM appear in the API', async (t) => {
    await scim('PATCH', `/Groups/${group}`, {
      Operations: [{ op: 'add', path: 'members', value: [{ value: grace }] }],
    })
    const { GroupMemberships = [] } = await store.send(
      new ListGroupMembershipsCommand({ IdentityStoreId, GroupId: group }),
    )
    t.same(new Set(GroupMemberships.map(({ MemberId }) => MemberId?.UserId)), new Set([ada, grace]))
    t.same(GroupMemberships.map(({ CreatedBy }) => CreatedBy).sort(), ['IdentityStoreAPI', 'SCIM'])
  })

  await t.test('are described, and found', async (t) => {
    const { CreatedAt, UpdatedAt, ...rest } = plain(
      await store.send(new DescribeGroupMembershipCommand({ IdentityStoreId, MembershipId })),
    )
    t.ok(CreatedAt instanceof Date && UpdatedAt instanceof Date)
    t.same(rest, {
      IdentityStoreId,
      MembershipId,
      GroupId: group,
      MemberId: { UserId: ada },
      CreatedBy: 'IdentityStoreAPI',
      UpdatedBy: 'IdentityStoreAPI',
    })
    const find = (GroupId: string, UserId: string) =>
      store.send(
        new GetGroupMembershipIdCommand({ IdentityStoreId, GroupId, MemberId: { UserId } }),
      )
    t.same(plain(await find(group, ada)), { IdentityStoreId, MembershipId })
    const alone = await createUser('alone')
    t.same(await notFound(find(group, alone)), [
      'GROUP_MEMBERSHIP not found.',
      'GROUP_MEMBERSHIP',
      alone,
    ])
    t.same(await notFound(find(unknownId, ada)), ['GROUP not found.', 'GROUP', unknownId])
    t.same(await notFound(find(group, unknownId)), ['USER not found.', 'USER', unknownId])
    const unknown = new DescribeGroupMembershipCommand({ IdentityStoreId, MembershipId: unknownId })
    t.same(await notFound(store.send(unknown)), [
      'GROUP_MEMBERSHIP not found.',
      'GROUP_MEMBERSHIP',
      unknownId,
    ])
  })

  await t.test('are created once, from existing users and groups', async (t) => {
    const again = await refusalOf(join(group, ada))
    t.ok(again instanceof ConflictException)
    t.equal(again.message, 'Member and Group relationship already exists')
    t.same(await notFound(join(unknownId, ada)), ['GROUP not found.', 'GROUP', unknownId])
    t.same(await notFound(join(group, unknownId)), ['USER not found.', 'USER', unknownId])
    t.same(await notFound(join(group, group)), ['USER not found.', 'USER', group])
    const none = await refusalOf(
      store.send(
        new CreateGroupMembershipCommand({
          IdentityStoreId,
          GroupId: group,
          MemberId: {} as never,
        }),
      ),
    )
    t.ok(none instanceof ValidationException)
    t.match(none.message, /'memberId' failed .* exactly one of: UserId$/)
    const race = await createGroup('Race')
    const both = await Promise.allSettled([join(race, ada), join(race, ada)])
    t.same(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  })

  await t.test('are listed by group and by user, page by page', async (t) => {
    const crowd = await createGroup('Crowd')
    const users = await Promise.all(Array.from({ length: 5 }, (_, n) => createUser(`crowd${n}`)))
    for (const user of users) await join(crowd, user)
    const seen: (string | undefined)[] = []
    for await (const page of paginateListGroupMemberships(
      { client: store, pageSize: 2 },
      { IdentityStoreId, GroupId: crowd },
    )) {
      seen.push(...(page.GroupMemberships ?? []).map(({ MemberId }) => MemberId?.UserId))
    }
    t.same(seen, [...users].sort())

    const groups: (string | undefined)[] = []
    for await (const page of paginateListGroupMembershipsForMember(
      { client: store, pageSize: 1 },
      { IdentityStoreId, MemberId: { UserId: ada } },
    )) {
      groups.push(...(page.GroupMemberships ?? []).map(({ GroupId }) => GroupId))
    }
    t.equal(groups.length, 2)
    t.ok(groups.includes(group))

    const list = (input: object) =>
      store.send(new ListGroupMembershipsCommand({ IdentityStoreId, GroupId: crowd, ...input }))
    const { NextToken = '' } = await list({ MaxResults: 1 })
    const foreign = await refusalOf(list({ GroupId: group, NextToken }))
    t.equal(foreign.message, 'Invalid NextToken.')
    t.match((await refusalOf(list({ MaxResults: 101 }))).message, /'maxResults' failed/)
    t.same(await notFound(list({ GroupId: unknownId })), ['GROUP not found.', 'GROUP', unknownId])
    const ofUnknown = new ListGroupMembershipsForMemberCommand({
      IdentityStoreId,
      MemberId: { UserId: unknownId },
    })
    t.same(await notFound(store.send(ofUnknown)), ['USER not found.', 'USER', unknownId])
  })

  await t.test('are checked for several groups in one request', async (t) => {
    const ask = (UserId: string, GroupIds: string[]) =>
      store.send(new IsMemberInGroupsCommand({ IdentityStoreId, MemberId: { UserId }, GroupIds }))
    const other = await createGroup('Other')
    const { Results } = await ask(ada, [other, group, unknownId])
    t.same(Results, [
      { GroupId: other, MemberId: { UserId: ada }, MembershipExists: false },
      { GroupId: group, MemberId: { UserId: ada }, MembershipExists: true },
      { GroupId: unknownId, MemberId: { UserId: ada }, MembershipExists: false },
    ])
    t.same(await notFound(ask(unknownId, [group])), ['USER not found.', 'USER', unknownId])
    t.match((await refusalOf(ask(ada, []))).message, /'groupIds' failed .* equal to 1$/)
    const many = Array.from({ length: 101 }, () => group)
    t.match((await refusalOf(ask(ada, many))).message, /'groupIds' failed .* equal to 100$/)
  })

  await t.test('are deleted once, and change the update time of their group', async (t) => {
    const before = (await describe(group)).UpdatedAt?.getTime() ?? 0
    const remove = () =>
      store.send(new DeleteGroupMembershipCommand({ IdentityStoreId, MembershipId }))
    t.same(plain(await remove()), {})
    t.ok(((await describe(group)).UpdatedAt?.getTime() ?? 0) > before)
    t.same(plain(await remove()), {})
    const { GroupMemberships } = await store.send(
      new ListGroupMembershipsCommand({ IdentityStoreId, GroupId: group }),
    )
    t.same(
      GroupMemberships?.map(({ MemberId }) => MemberId?.UserId),
      [grace],
    )
  })
})

t.test('a store has its quota', async (t) => {
  await center.configure({ asOf: '2019-06-01' }) // 100 groups
  await center.reset()
  await Promise.all(Array.from({ length: 100 }, (_, n) => createGroup(`Full ${n}`)))
  const error = await refusalOf(createGroup('One too many'))
  t.ok(error instanceof ServiceQuotaExceededException)
  t.equal(error.$metadata.httpStatusCode, 400)
})
