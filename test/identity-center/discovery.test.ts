import t from 'tap'
import {
  resourceTypesText,
  schemasText,
  schemaText,
  serviceProviderConfigText,
} from '../../src/identity-center/discovery.ts'
import { enterpriseUserUrn, groupUrn, userUrn } from '../../src/scim/urn.ts'

const today = '2026-11-22'
const list = '{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],'

t.test('the service provider configuration is the guide’s, to the byte', async (t) => {
  t.equal(
    serviceProviderConfigText(),
    '{"schemas":["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],' +
      '"documentationUri":"https://docs.aws.amazon.com/singlesignon/latest/userguide/manage-your-identity-source-idp.html",' +
      '"authenticationSchemes":[{"type":"oauthbearertoken","name":"OAuth Bearer Token",' +
      '"description":"Authentication scheme using the OAuth Bearer Token Standard",' +
      '"specUri":"https://www.rfc-editor.org/info/rfc6750",' +
      '"documentationUri":"https://docs.aws.amazon.com/singlesignon/latest/userguide/provision-automatically.html","primary":true}],' +
      '"patch":{"supported":true},' +
      '"bulk":{"supported":false,"maxOperations":1,"maxPayloadSize":1048576},' +
      '"filter":{"supported":true,"maxResults":50},' +
      '"changePassword":{"supported":false},"sort":{"supported":false},"etag":{"supported":false}}',
  )
})

t.test('the resource types are the guide’s, to the byte', async (t) => {
  t.equal(
    resourceTypesText('https://scim.us-east-1.amazonaws.com/$&/scim/v2'),
    `${list}"totalResults":2,"itemsPerPage":2,"startIndex":1,"Resources":[` +
      '{"schemas":["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],"id":"User","name":"User","endpoint":"/Users","description":"User Account",' +
      '"schema":"urn:ietf:params:scim:schemas:core:2.0:User",' +
      '"schemaExtensions":[{"schema":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User","required":true}],' +
      '"meta":{"resourceType":"ResourceType","location":"https://scim.us-east-1.amazonaws.com/$&/scim/v2/ResourceTypes/User"}},' +
      '{"schemas":["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],"id":"Group","name":"Group","endpoint":"/Groups","description":"Group",' +
      '"schema":"urn:ietf:params:scim:schemas:core:2.0:Group",' +
      '"meta":{"resourceType":"ResourceType","location":"https://scim.us-east-1.amazonaws.com/$&/scim/v2/ResourceTypes/Group"}}]}',
  )
})

t.test('a schema begins as the guide’s example does', async (t) => {
  const text = schemaText(userUrn, today) ?? ''
  const example =
    '{"id":"urn:ietf:params:scim:schemas:core:2.0:User","name":"User","description":"User Account",' +
    '"attributes":[{"name":"userName","type":"string","multiValued":false,' +
    '"description":"Unique identifier for the User, typically used by the user to directly authenticate to the service provider. ' +
    'Each User MUST include a non-empty userName value.  This identifier MUST be unique across the service provider\'s entire set of Users. REQUIRED.",' +
    '"required":true,"caseExact":false,"mutability":"readWrite","returned":"default","uniqueness":"server"}'
  t.equal(text.slice(0, example.length), example)
})

t.test('a schema tells of supported attributes only, and nothing of our notes', async (t) => {
  const names = (urn: string, asOf = today) => {
    const schema = JSON.parse(schemaText(urn, asOf) ?? '')
    t.same(Object.keys(schema), ['id', 'name', 'description', 'attributes'])
    return schema.attributes.map(({ name }: { name: string }) => name)
  }
  t.same(names(userUrn), [
    'userName',
    'name',
    'displayName',
    'nickName',
    'profileUrl',
    'title',
    'userType',
    'preferredLanguage',
    'locale',
    'timezone',
    'active',
    'emails',
    'addresses',
    'phoneNumbers',
    'roles',
  ])
  t.notOk(names(userUrn, '2022-12-31').includes('roles'), 'roles came later')
  t.ok(names(userUrn, '2023-01-01').includes('roles'))
  t.same(names(groupUrn), ['displayName', 'members'])
  t.ok(names(enterpriseUserUrn).includes('manager'))
  for (const urn of [userUrn, groupUrn, enterpriseUserUrn]) {
    const text = schemaText(urn, today) ?? ''
    t.notOk(text.includes('identityCenter'), urn)
    t.notOk(text.includes('"name":"display"'), urn)
  }
})

t.test('sub-attributes stand where the RFC has them', async (t) => {
  const { attributes } = JSON.parse(schemaText(enterpriseUserUrn, today) ?? '')
  const manager = attributes.at(-1)
  t.same(Object.keys(manager), [
    'name',
    'type',
    'multiValued',
    'description',
    'required',
    'subAttributes',
    'mutability',
    'returned',
  ])
  t.same(
    manager.subAttributes.map(({ name }: { name: string }) => name),
    ['value', '$ref'],
  )
})

t.test('a schema is found in any letter case, and no other is', async (t) => {
  t.equal(schemaText(userUrn.toUpperCase(), today), schemaText(userUrn, today))
  for (const urn of ['', 'User', `${userUrn}:userName`]) t.equal(schemaText(urn, today), undefined)
})

t.test('the list of schemas has all three, the user’s first', async (t) => {
  const text = schemasText(today)
  const head = `${list}"totalResults":3,"itemsPerPage":3,"startIndex":1,"Resources":[`
  t.equal(text.slice(0, head.length), head)
  const { Resources } = JSON.parse(text)
  t.same(
    Resources.map(({ id, description }: { id: string; description: string }) => [id, description]),
    [
      [userUrn, 'User Schema'],
      [groupUrn, 'Group'],
      [enterpriseUserUrn, 'Enterprise User'],
    ],
  )
})
