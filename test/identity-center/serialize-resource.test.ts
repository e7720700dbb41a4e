import t from 'tap'
import {
  appendEmptyMembers,
  parseStoredAttributes,
  serializeList,
  serializeResource,
} from '../../src/identity-center/serialize-resource.ts'
import { readUser } from '../../src/scim/read-resource.ts'
import type { ResourceFrame, User } from '../../src/scim/resource.ts'
import { enterpriseUserUrn as ENT } from '../../src/scim/urn.ts'

const at = (time: string) => new Date(time)
const frame: ResourceFrame = {
  id: '9067729b3d-94f1e0b3-c394-48d5-8ab1-2c122a167074',
  created: at('2020-03-31T02:36:15.999Z'),
  lastModified: at('2020-03-31T02:36:16Z'),
}

t.test('a user is shown to the byte as in the guide’s example of CreateUser', async (t) => {
  const { resource } = readUser({
    externalId: '701984',
    userName: 'bjensen',
    name: { givenName: 'Barbara', familyName: 'Jensen', formatted: 'Ms. Barbara J Jensen, III' },
    displayName: 'Babs Jensen',
    nickName: 'Babs',
    emails: [{ value: 'bjensen@example.com', type: 'work', primary: true }],
    addresses: [{ type: 'work', region: 'CA', locality: 'Hollywood', primary: true }],
    phoneNumbers: [{ value: '555-555-5555', type: 'work' }],
    roles: [{ value: 'Researcher', type: 'work', primary: true }],
    userType: 'Employee',
    title: 'Tour Guide',
    preferredLanguage: 'en-US',
    locale: 'en-US',
    timezone: 'America/Los_Angeles',
    active: true,
    [ENT]: { costCenter: '4130', employeeNumber: '701984', manager: { value: '9', $ref: 'x' } },
  })
  t.equal(
    serializeResource('User', frame, resource),
    '{"id":"9067729b3d-94f1e0b3-c394-48d5-8ab1-2c122a167074","externalId":"701984",' +
      '"meta":{"resourceType":"User","created":"2020-03-31T02:36:15Z","lastModified":"2020-03-31T02:36:16Z"},' +
      '"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],' +
      '"userName":"bjensen",' +
      '"name":{"formatted":"Ms. Barbara J Jensen, III","familyName":"Jensen","givenName":"Barbara"},' +
      '"displayName":"Babs Jensen","nickName":"Babs","title":"Tour Guide","userType":"Employee",' +
      '"preferredLanguage":"en-US","locale":"en-US","timezone":"America/Los_Angeles","active":true,' +
      '"emails":[{"value":"bjensen@example.com","type":"work","primary":true}],' +
      '"addresses":[{"locality":"Hollywood","region":"CA","type":"work","primary":true}],' +
      '"phoneNumbers":[{"value":"555-555-5555","type":"work"}],' +
      '"roles":[{"value":"Researcher","type":"work","primary":true}],' +
      '"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"employeeNumber":"701984","costCenter":"4130","manager":{"value":"9"}}}',
  )
})

t.test('the extension and the external id are named only where there are such', async (t) => {
  t.equal(
    serializeResource('User', { ...frame, id: '1' }, { userName: 'jane' }),
    '{"id":"1","meta":{"resourceType":"User","created":"2020-03-31T02:36:15Z","lastModified":"2020-03-31T02:36:16Z"},' +
      '"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"jane"}',
  )
})

t.test(
  'attributes are in the order of the guide, independent of their order in the resource',
  async (t) => {
    const user: User = {
      [ENT]: { division: 'd' },
      active: false,
      userName: 'jane',
      externalId: '1',
    }
    t.same(Object.keys(JSON.parse(serializeResource('User', frame, user))), [
      'id',
      'externalId',
      'meta',
      'schemas',
      'userName',
      'active',
      ENT,
    ])
  },
)

t.test('a group is shown without members, and with an empty list of them when read', async (t) => {
  const group = { externalId: '7', displayName: 'Group Bar', members: [{ value: '1' }] }
  const text = serializeResource('Group', { ...frame, id: '1' }, group)
  const expected =
    '{"id":"1","externalId":"7",' +
    '"meta":{"resourceType":"Group","created":"2020-03-31T02:36:15Z","lastModified":"2020-03-31T02:36:16Z"},' +
    '"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Group Bar"'
  t.equal(text, `${expected}}`)
  t.equal(appendEmptyMembers(text), `${expected},"members":[]}`)
})

t.test('what was shown can be taken apart again', async (t) => {
  const user: User = { externalId: '1', userName: 'jane', [ENT]: { division: 'd' } }
  t.same(parseStoredAttributes(serializeResource('User', frame, user)), user)
  t.same(parseStoredAttributes(serializeResource('Group', frame, { displayName: 'g' })), {
    displayName: 'g',
  })
})

t.test('lists come counted or with a cursor', async (t) => {
  const schemas = '"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"]'
  t.equal(
    serializeList({ kind: 'counted' }, []),
    `{"totalResults":0,"itemsPerPage":0,"startIndex":1,${schemas},"Resources":[]}`,
  )
  t.equal(
    serializeList({ kind: 'counted' }, ['{"a":1}', '{"b":2}']),
    `{"totalResults":2,"itemsPerPage":2,"startIndex":1,${schemas},"Resources":[{"a":1},{"b":2}]}`,
  )
  t.equal(
    serializeList({ kind: 'cursor', nextCursor: 'abc' }, ['{"a":1}']),
    `{"itemsPerPage":1,"nextCursor":"abc",${schemas},"Resources":[{"a":1}]}`,
  )
  for (const form of [{ kind: 'cursor' }, { kind: 'cursor', nextCursor: undefined }] as const)
    t.equal(serializeList(form, []), `{"itemsPerPage":0,${schemas},"Resources":[]}`)
})
