import t from 'tap'
import { groupUrn, listResponseUrn, userUrn } from '../../../src/scim/urn.ts'
import { faultOf, resourcesOf, rowsOf } from './rows-of.ts'

const ada = { userName: 'ada', name: { familyName: 'L{[}]"\\' }, emails: [{ value: 'a' }] }
const bob = { schemas: [userUrn], displayName: 'Bob', groups: [{ value: 'g' }] }
const group = { displayName: 'Engineers', externalId: '1' }
const all = [ada, bob, group]

t.test('JSON of users and groups', async (t) => {
  t.test('may be one, many, a list of them, or an answer', async (t) => {
    const texts = [
      all.map((each) => JSON.stringify(each)).join('\n'),
      `\ufeff${all.map((each) => JSON.stringify(each)).join('\r\n')}\r\n`,
      JSON.stringify(all),
      JSON.stringify(all, null, 2),
      JSON.stringify({
        schemas: [listResponseUrn],
        totalResults: 3,
        Resources: all,
        more: [{}, '}'],
      }),
      `[${JSON.stringify(ada)}]\n${JSON.stringify(bob)} ${JSON.stringify({ Resources: [group] })}`,
      JSON.stringify([
        { Resources: all.slice(0, 2) },
        { Resources: all.slice(2), more: [] },
        {},
      ]).replace(',{}', ''),
      JSON.stringify({ more: [[]], Users: all.slice(0, 2), Groups: all.slice(2), Resources: [] })
        .replace('Users', 'Resources')
        .replace('Groups', 'Resources'),
      JSON.stringify({ Resources: all.slice(0, 1) }) + JSON.stringify({ Resources: all.slice(1) }),
    ]
    for (const text of texts) {
      for (const length of [1, 3, 1 << 16]) {
        const rows = await rowsOf(text, {}, length)
        t.same(
          rows.map(({ resource }) => resource),
          all,
        )
        t.same(
          rows.map(({ type }) => type),
          ['User', 'User', 'Group'],
        )
      }
    }
    t.same(await resourcesOf(JSON.stringify(bob, null, 2)), [bob])
  })

  t.test('says on which line each begins, and how long it is', async (t) => {
    const text = `\n[\n${JSON.stringify(ada, null, 2)},\n\n${JSON.stringify(group)}]`
    const length = JSON.stringify(ada, null, 2).length
    t.same(
      (await rowsOf(text)).map(({ line, bytes }) => [line, bytes]),
      [
        [3, length],
        [2 + JSON.stringify(ada, null, 2).split('\n').length + 2, JSON.stringify(group).length],
      ],
    )
  })

  t.test('says of itself what it is, unless that is said', async (t) => {
    const typeOf = async (resource: object, type?: 'User' | 'Group') =>
      (await rowsOf(JSON.stringify(resource), { type }))[0]?.type
    t.equal(await typeOf({ schemas: [groupUrn], userName: 'x' }), 'Group')
    t.equal(await typeOf({ displayName: 'x', members: [] }), 'Group')
    t.equal(await typeOf({ displayName: 'x', active: true }), 'User')
    t.equal(await typeOf({ DisplayName: 'x' }), 'Group')
    t.equal(await typeOf({}), 'User')
    t.equal(await typeOf(group, 'User'), 'User')
  })

  t.test('notices keys that are named twice', async (t) => {
    const rows = await rowsOf('{"userName":"a","userName":"b"}\n{"userName":"c"}')
    t.same(
      rows.map(({ duplicateKeys }) => duplicateKeys),
      [true, false],
    )
  })

  t.test('is refused where it is none, with the line', async (t) => {
    t.equal(await faultOf('{"userName":"a"}\n{"userName" "b"}\n'), '2: The object is not JSON.')
    t.equal(
      await faultOf('{"userName":"a"}\n\n{"userName":"b"\n'),
      '3: The JSON text is incomplete.',
    )
    t.equal(await faultOf('[{"userName":"a"},\n'), '2: The JSON text is incomplete.')
    t.equal(
      await faultOf('[{"userName":"a"},\n 5]'),
      '2: The file contains a value that is not a JSON object.',
    )
    t.equal(
      await faultOf('{"Users":[],"Groups":[{"displayName":"a"}'),
      '1: The JSON text is incomplete.',
    )
    t.equal(await faultOf('[{"Users":[]}'), '1: The JSON text is incomplete.')
    t.match(await faultOf('{"GroupMemberships":[{}]}'), /^1: The file contains memberships/)
    t.equal(await faultOf('[]'), '1: The file contains no users and no groups.')
    t.equal(await faultOf('[["a"]]'), '1: The file contains a value that is not a JSON object.')
    t.equal(
      await faultOf('hello', { format: 'json' }),
      '1: The file contains a value that is not a JSON object.',
    )
    t.equal(await faultOf(Buffer.from('{"a":"\xfc"}', 'latin1')), '1: The object is not UTF-8.')
    t.match(
      await faultOf(`{"a":${'['.repeat(70)}${']'.repeat(70)}}`),
      /^1: The object is nested deeper/,
    )
    t.match(
      await faultOf(`\n{"a":"${'x'.repeat(17 * 1_048_576)}`),
      /^2: The object has more than 16 MiB/,
    )
  })
})

t.test('what aws identitystore prints', async (t) => {
  const user = {
    UserName: 'ada@example.com',
    UserId: 'u-1',
    ExternalIds: [{ Issuer: 'https://scim.aws.com/x', Id: '701984' }],
    Name: { FamilyName: 'Lovelace', GivenName: 'Ada' },
    DisplayName: 'Ada L',
    Emails: [{ Value: 'ada@example.com', Type: 'work', Primary: true }],
    Addresses: [{ StreetAddress: 'Main 1', Country: 'GB' }],
    ProfileUrl: 'https://example.com',
    IdentityStoreId: 'd-1234567890',
    UserStatus: 'DISABLED',
    CreatedAt: '2026-01-01',
  }
  const scimUser = {
    id: 'u-1',
    externalId: '701984',
    userName: 'ada@example.com',
    name: { familyName: 'Lovelace', givenName: 'Ada' },
    displayName: 'Ada L',
    emails: [{ value: 'ada@example.com', type: 'work', primary: true }],
    addresses: [{ streetAddress: 'Main 1', country: 'GB' }],
    profileUrl: 'https://example.com',
    active: false,
  }
  const group = { GroupId: 'g-1', DisplayName: 'Ops', Description: 'x', IdentityStoreId: 'd-1' }
  const scimGroup = { id: 'g-1', displayName: 'Ops' }

  t.test('is read as an identity provider would send it', async (t) => {
    t.same(await rowsOf(JSON.stringify({ Users: [user], NextToken: 'x' }, null, 4)), [
      { line: 3, type: 'User', resource: scimUser, bytes: 0, duplicateKeys: false },
    ])
    t.same(await rowsOf(JSON.stringify({ Groups: [group] })), [
      { line: 1, type: 'Group', resource: scimGroup, bytes: 0, duplicateKeys: false },
    ])
    t.same(await resourcesOf(`${JSON.stringify(user)}\n${JSON.stringify(group)}`), [
      scimUser,
      scimGroup,
    ])
    t.equal((await rowsOf(JSON.stringify([group])))[0]?.type, 'Group')
    t.same(await resourcesOf('[{"UserName":"a"}]', { format: 'aws' }), [
      { userName: 'a', active: true },
    ])
  })
})
