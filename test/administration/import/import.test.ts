import t from 'tap'
import type { ImportRequest } from '../../../src/administration/import/import-request.ts'
import { localAdministration } from '../../../src/administration/local-administration.ts'
import { enterpriseUserUrn } from '../../../src/scim/urn.ts'
import { administrationDependencies } from '../../helpers/dependencies.ts'
import { expectParts } from '../../helpers/expect-parts.ts'
import { testDependencies } from '../../helpers/operation-dependencies.ts'
import { at, everything, here } from '../../helpers/rows.ts'
import { fileOf, snapshotText } from '../../helpers/snapshots.ts'

const dependencies = await testDependencies(t)
const { store } = dependencies
await store.identityStores.insert({ id: here, createdAt: at, settings: {} })
const { contents } = localAdministration(dependencies, administrationDependencies(dependencies))

const importText = (text: string, request?: ImportRequest) =>
  contents.import(here, fileOf(text), request)
/** Files with a record separator before each: RFC 7464. */
const sequence = (...files: readonly unknown[]) =>
  files.map((file) => `\u001e${typeof file === 'string' ? file : JSON.stringify(file)}`).join('')

const issuer = 'https://scim.aws.com/11111111111-2222-3333-4444-555555555555'
const userIds = ['9067642ac7-11111111-2222-3333-4444-000000000001', 'u-2'] as const
const ada = {
  UserName: 'ada@example.com',
  UserId: userIds[0],
  UserArn: 'arn:aws:identitystore:::user/x',
  ExternalIds: [
    { Issuer: 'https://other', Id: 'other' },
    { Issuer: issuer, Id: '701984' },
  ],
  Name: { FamilyName: 'Lovelace', GivenName: 'Ada' },
  DisplayName: 'Ada Lovelace',
  Emails: [{ Value: 'ada@example.com', Type: 'work', Primary: true }],
  UserStatus: 'DISABLED',
  Photos: [{ Value: 'https://photo', Type: 'photo' }],
  Website: 'https://example.com',
  Birthdate: '1815-12-10',
  Extensions: {
    'aws:identitystore:enterprise': { Department: 'Engines', manager: { Value: '7' } },
  },
  IdentityStoreId: 'd-1234567890',
  CreatedAt: '2024-01-02T03:04:05.678000+00:00',
  CreatedBy: 'SCIM/11111111111',
  UpdatedAt: 1_706_167_000.123,
  UpdatedBy: 'arn:aws:sts::123456789012:assumed-role/x',
}
const eve = {
  UserName: 'eve<script>',
  UserId: userIds[1],
  DisplayName: 'Eve',
  IdentityStoreId: 'd-1234567890',
  CreatedAt: '2024-01-02 03:04:05+00:00',
}
const ops = {
  GroupId: 'g-1',
  DisplayName: 'Ops',
  Description: 'Who runs it',
  IdentityStoreId: 'd-1234567890',
}
const member = (UserId: string, MembershipId: string) => ({
  IdentityStoreId: 'd-1234567890',
  MembershipId,
  GroupId: 'g-1',
  MemberId: { UserId },
})
const memberships = [member(userIds[0], 'm-1'), member(userIds[1], 'm-2')]
const whole = sequence(
  { GroupMemberships: memberships.slice(0, 1), NextToken: 'x' },
  `${JSON.stringify({ Users: [ada] }, null, 4)}\n${JSON.stringify({ Users: [eve], ResponseMetadata: {} })}`,
  [{ Groups: [ops] }, { GroupMemberships: memberships }],
)

const dump = async () => {
  const { users, groups } = store
  const shown = async (table: typeof users | typeof groups) =>
    (await table.list(here, undefined, everything)).map((row) => ({
      ...row,
      resource: JSON.parse(row.resource),
      extra: JSON.parse(row.extra),
    }))
  return { users: await shown(users), groups: await shown(groups) }
}

t.test('an import', async (t) => {
  await t.test('imports users, groups and memberships in any order, with their ids', async (t) => {
    const imported = await importText(whole, { names: ['m.json', 'u.json', 'g.json'] })
    expectParts(t, imported, { users: 2, groups: 1, memberships: 2, repeated: 1 })
    const { users, groups } = await dump()
    t.same(users[0]?.resource, {
      id: userIds[0],
      externalId: '701984',
      meta: {
        resourceType: 'User',
        created: '2024-01-02T03:04:05Z',
        lastModified: '2024-01-25T07:16:40Z',
      },
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterpriseUserUrn],
      userName: 'ada@example.com',
      name: { familyName: 'Lovelace', givenName: 'Ada' },
      displayName: 'Ada Lovelace',
      active: false,
      emails: [{ value: 'ada@example.com', type: 'work', primary: true }],
      [enterpriseUserUrn]: { department: 'Engines', manager: { value: '7' } },
    })
    expectParts(t, users[0], {
      createdAt: new Date('2024-01-02T03:04:05.678Z'),
      updatedAt: new Date('2024-01-25T07:16:40.123Z'),
      createdBy: 'scim',
      updatedBy: 'scim',
      externalIdIssuer: issuer,
      extra: {
        photos: [{ value: 'https://photo', type: 'photo' }],
        website: 'https://example.com',
        birthdate: '1815-12-10',
      },
    })
    expectParts(t, users[1], {
      id: 'u-2',
      resource: { userName: 'eve<script>', active: true },
      createdBy: 'manual',
      createdAt: new Date('2024-01-02T03:04:05Z'),
      externalIdIssuer: null,
    })
    expectParts(t, groups, [
      { id: 'g-1', extra: { description: 'Who runs it' }, createdAt: dependencies.now() },
    ])
    const members = await store.memberships.list(here, { groupId: 'g-1' }, { after: '', limit: 9 })
    t.same(members.map(({ id }) => id).sort(), ['m-1', 'm-2'])
    t.same(
      await store.users
        .findTaken(here, { userName: 'ADA@example.com', email: undefined, externalId: '701984' })
        .then((taken) => taken.map(({ key }) => key)),
      ['userName', 'externalId'],
    )

    const said = imported.warnings.map(({ ruleId, path, count, first }) => [
      ruleId,
      path,
      count,
      first,
    ])
    t.ok(
      said.some(
        (each) => `${each}` === `attribute-forbidden-characters,userName,1,u.json, line 54`,
      ),
      JSON.stringify(said),
    )
    t.ok(said.some(([rule, path]) => rule === 'attribute-required' && path === 'name.givenName'))
    t.ok(said.some(([rule, path]) => rule === null && path === 'ExternalIds'))
    t.notOk(said.some(([, path]) => path === 'userArn'))
  })

  await t.test('is refused as a whole where it clashes with what is there', async (t) => {
    const before = await snapshotText(contents, here)
    const again = await importText(whole).catch((error: Error) => error.message)
    t.same(String(again).split('\n'), [
      'Nothing was imported.',
      `file 2, line 3: The store already has a user with the id ${userIds[0]}.`,
      'file 2, line 54: The store already has a user with the id u-2.',
      'file 3, line 1: The store already has a group with the id g-1.',
    ])
    const other = { ...eve, UserId: 'u-3', UserName: 'ADA@EXAMPLE.COM' }
    await t.rejects(importText(JSON.stringify({ Users: [other] })), {
      message: `Nothing was imported.\nline 1: The userName is already in use by user ${userIds[0]} of the store.`,
    })
    await t.rejects(importText(JSON.stringify({ GroupMemberships: [member('u-2', 'm-9')] })), {
      message:
        'Nothing was imported.\nline 1: The store already has this membership, or one with its id.',
    })
    await t.rejects(importText(JSON.stringify(member('u-9', 'm-9'))), {
      message: 'Nothing was imported.\nline 1: There is no user u-9.',
    })
    t.equal(await snapshotText(contents, here), before)
  })

  await t.test('adds to what is there', async (t) => {
    const users = [{ ...eve, UserId: 'u-4', UserName: 'mallory' }]
    const added = await importText(
      JSON.stringify({ Users: users, GroupMemberships: [member('u-4', 'm-4')] }),
    )
    expectParts(t, added, { users: 1, groups: 0, memberships: 1 })
    t.equal((await store.contents.count(here)).memberships, 3)
  })

  await t.test('replaces it where that is asked for', async (t) => {
    const replaced = await importText(whole, { replace: true })
    expectParts(t, replaced, { users: 2, groups: 1, memberships: 2 })
    t.same(await store.contents.count(here), { users: 2, groups: 1, memberships: 2 })
    await t.rejects(importText(JSON.stringify(member('u-2', 'm-5')), { replace: true }), {
      message: /There is no group g-1\.\nline 1: There is no user u-2\.$/,
    })
    t.same(await store.contents.count(here), { users: 2, groups: 1, memberships: 2 })
  })

  await t.test('is refused where it clashes with itself', async (t) => {
    const cases: readonly [text: string, sentence: RegExp][] = [
      [
        sequence({ Users: [eve] }, { Users: [{ ...eve, Title: 'x' }] }),
        /^file 2, line 1: The user in line 1 has the same id "u-2"\.$/m,
      ],
      [
        JSON.stringify([ada, { ...eve, UserName: 'Ada@Example.com' }]),
        /has the same userName "Ada@Example.com"\.$/,
      ],
      [
        JSON.stringify([ops, { ...ops, GroupId: 'g-2', DisplayName: 'OPS' }]),
        /has the same displayName "OPS"\.$/,
      ],
      [
        JSON.stringify([eve, { ...ops, IdentityStoreId: 'd-0000000000' }]),
        /is from identity store d-0000000000, but the one in line 1 is from d-1234567890\.$/,
      ],
    ]
    for (const [text, sentence] of cases) {
      await t.rejects(importText(text, { replace: true }), { message: sentence })
    }
    const many = Array.from({ length: 30 }, (_, n) => ({ ...eve, DisplayName: `${n}` }))
    const message = await importText(JSON.stringify(many), { replace: true }).catch(
      (error: Error) => error.message,
    )
    t.equal(String(message).split('\n').length, 22)
    t.match(message, /\nThere are 38 more conflicts\.$/)
  })

  await t.test('is refused where it cannot be read, and says where', async (t) => {
    const cases: readonly [text: string, sentence: string | RegExp][] = [
      ['', 'The files contain no users, groups or memberships.'],
      ['{"Users":[]}', 'The files contain no users, groups or memberships.'],
      ['{"Users":[{"UserId":"u"}', 'line 1: The JSON text is incomplete.'],
      [sequence({ Users: [eve] }, '\n{"Users":['), 'file 2, line 2: The JSON text is incomplete.'],
      [
        '{"Users":[{"UserName":"x"}]}',
        'line 1: UserId must be an id of letters, digits and hyphens.',
      ],
      ['{"GroupId":"g\\u0000"}', /^line 1: GroupId must be an id/],
      ['{"MembershipId":"m","GroupId":"g"}', /^line 1: UserId must be an id/],
      [
        '{"userName":"ada"}',
        'line 1: The object is not a user, group or membership as `aws identitystore` prints them.',
      ],
      ['{"UserId" "x"}', 'line 1: The object is not JSON.'],
      ['UserName,UserId', /^line 1: The file contains a value that is not a JSON object/],
    ]
    for (const [text, sentence] of cases) {
      await t.rejects(importText(text, { replace: true }), { message: sentence }, text)
    }
    t.same(await store.contents.count(here), { users: 2, groups: 1, memberships: 2 })
    await t.rejects(contents.import('d-0000000009', fileOf(whole)), {
      message: /no identity store/,
    })
  })

  await t.test('takes odd values as they are', async (t) => {
    const odd = {
      ...eve,
      UserName: '\ud800\u0000',
      CreatedAt: 'yesterday',
      UpdatedAt: 1e300,
      ExternalIds: [{ Issuer: '\u0000', Id: 'x' }, 7],
      Emails: [{ Value: 'a' }, { Value: 'b' }],
      Photos: null,
      Website: '\ud800',
      Extensions: [],
    }
    const imported = await importText(JSON.stringify(odd), { replace: true })
    const paths = imported.warnings.filter(({ ruleId }) => ruleId === null).map(({ path }) => path)
    t.same(paths.sort(), ['CreatedAt', 'UpdatedAt'])
    const [user] = (await dump()).users
    expectParts(t, user, {
      externalIdIssuer: null,
      extra: { website: '\ud800' },
      createdAt: dependencies.now(),
    })
    expectParts(t, user?.resource, { userName: '\ud800\u0000', externalId: 'x' })
    const taken = await snapshotText(contents, here)
    await contents.restore(here, fileOf(taken))
    t.equal(await snapshotText(contents, here), taken)
  })
})
