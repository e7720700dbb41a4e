import t from 'tap'
import {
  type Attribute,
  attributeAt,
  attributesOf,
  enterpriseUserSchema,
  findAttribute,
  groupSchema,
  selectStored,
  userSchema,
} from '../../src/scim/schema.ts'
import { enterpriseUserUrn, groupUrn, userUrn } from '../../src/scim/urn.ts'

const stored = (attributes: readonly Attribute[] | undefined) =>
  selectStored(attributes ?? []).map(({ name }) => name)

t.test('what is stored of a user stands in the order of the guide', async (t) => {
  const attributes = attributesOf('User')
  t.same(stored(attributes), [
    'externalId',
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
    enterpriseUserUrn,
  ])
  const inside = (name: string) => stored(findAttribute(attributes, name)?.subAttributes)
  t.same(inside('name'), [
    'formatted',
    'familyName',
    'givenName',
    'middleName',
    'honorificPrefix',
    'honorificSuffix',
  ])
  t.same(inside('addresses'), [
    'formatted',
    'streetAddress',
    'locality',
    'region',
    'postalCode',
    'country',
    'type',
    'primary',
  ])
  for (const plural of ['emails', 'phoneNumbers', 'roles'])
    t.same(inside(plural), ['value', 'type', 'primary'], plural)
  t.same(stored(enterpriseUserSchema.attributes), [
    'employeeNumber',
    'costCenter',
    'organization',
    'division',
    'department',
    'manager',
  ])
})

t.test('what is stored of a group', async (t) => {
  t.same(stored(attributesOf('Group')), ['externalId', 'displayName', 'members'])
  t.same(stored(findAttribute(attributesOf('Group'), 'members')?.subAttributes), ['value', 'type'])
})

t.test('the schemas are whole, the unsupported attributes among them', async (t) => {
  const names = userSchema.attributes.map(({ name }) => name)
  for (const name of ['password', 'ims', 'photos', 'groups', 'entitlements', 'x509Certificates']) {
    t.ok(names.includes(name), name)
    t.equal(attributeAt('User', [name])?.identityCenter.support, 'unsupported', name)
  }
  t.equal(attributeAt('User', ['emails', 0, 'display'])?.identityCenter.support, 'unsupported')
  const manager = [enterpriseUserUrn, 'manager']
  t.equal(attributeAt('User', [...manager, '$ref'])?.identityCenter.support, 'accepted')
  t.equal(attributeAt('User', [...manager, 'displayName'])?.identityCenter.support, 'unsupported')
})

t.test('our notes say what a value may be', async (t) => {
  const notes = (...location: (string | number)[]) => attributeAt('User', location)?.identityCenter
  t.same(notes('userName'), { support: 'stored', characters: 'word', maxLength: 128 })
  t.same(notes('externalId'), { support: 'stored', characters: 'word', maxLength: 256 })
  t.same(notes('emails', 0, 'value'), { support: 'stored', characters: 'text', maxLength: 1024 })
  t.same(notes('emails'), { support: 'stored', maxItems: 1 })
  t.same(notes('roles'), { support: 'stored', maxItems: 1, since: '2023-01-01' })
  t.same(notes('active'), { support: 'stored' })
  t.same(attributeAt('Group', ['displayName'])?.identityCenter, {
    support: 'stored',
    characters: 'group-name',
    maxLength: 1024,
  })
})

const isWhole = ({ subAttributes, ...attribute }: Attribute): boolean =>
  typeof attribute.description === 'string' &&
  typeof attribute.multiValued === 'boolean' &&
  typeof attribute.required === 'boolean' &&
  ['string', 'boolean', 'reference', 'binary', 'dateTime', 'complex'].includes(attribute.type) &&
  ['readOnly', 'readWrite', 'immutable', 'writeOnly'].includes(attribute.mutability) &&
  ['always', 'never', 'default', 'request'].includes(attribute.returned) &&
  ['stored', 'accepted', 'unsupported'].includes(attribute.identityCenter.support) &&
  (subAttributes === undefined) === (attribute.type !== 'complex') &&
  (subAttributes ?? []).every(isWhole)

t.test('every attribute of every schema has all its characteristics', async (t) => {
  t.same(
    [userSchema, groupSchema, enterpriseUserSchema].map(({ id }) => id),
    [userUrn, groupUrn, enterpriseUserUrn],
  )
  for (const attribute of [...attributesOf('User'), ...attributesOf('Group')])
    t.ok(isWhole(attribute), attribute.name)
})

t.test('names are found without regard to case, and no others', async (t) => {
  const attributes = attributesOf('User')
  t.equal(findAttribute(attributes, 'USERNAME')?.name, 'userName')
  t.equal(findAttribute(attributes, enterpriseUserUrn.toUpperCase())?.name, enterpriseUserUrn)
  for (const name of ['', 'user name', '__proto__', 'constructor', 'members'])
    t.equal(findAttribute(attributes, name), undefined, name)
  t.equal(attributeAt('User', []), undefined)
  t.equal(attributeAt('User', ['userName', 'value']), undefined)
})
