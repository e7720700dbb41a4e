import t from 'tap'
import { dialectOf, newestEpoch } from '../../src/identity-center/dialect.ts'
import { acceptedGroupFilter, acceptedUserFilter } from '../../src/identity-center/filters.ts'
import { parseFilter } from '../../src/scim/filter.ts'
import { enterpriseUserUrn, groupUrn, userUrn } from '../../src/scim/urn.ts'

const today = dialectOf({}, newestEpoch)
const before = dialectOf({}, '2025-08-31')

const user = (text: string, dialect = today) => {
  const filter = parseFilter(text)
  return filter && acceptedUserFilter(filter, dialect)
}
const group = (text: string, dialect = today) => {
  const filter = parseFilter(text)
  return filter && acceptedGroupFilter(filter, dialect)
}

t.test('ListUsers takes five filters, in any spelling', async (t) => {
  t.same(user('userName eq "jane"'), { by: 'userName', value: 'jane' })
  t.same(user('USERNAME EQ "jane"'), { by: 'userName', value: 'jane' })
  t.same(user(`${userUrn}:userName eq "jane"`), { by: 'userName', value: 'jane' })
  t.same(user('externalId eq "7"'), { by: 'externalId', value: '7' })
  t.same(user('id eq "1"'), { by: 'id', value: '1' })
  t.same(user('groups.value eq "g"'), { by: 'group', value: 'g' })
  const both = { by: 'id-and-manager', id: '1', manager: '2' }
  t.same(user('id eq "1" and manager eq "2"'), both)
  t.same(user('manager eq "2" and id eq "1"'), both)
  t.same(user(`id eq "1" and ${enterpriseUserUrn}:manager eq "2"`), both)
})

t.test('ListGroups takes five filters, and spells members in two ways', async (t) => {
  t.same(group('displayName eq "Admins"'), { by: 'displayName', value: 'Admins' })
  t.same(group(`${groupUrn}:displayname eq "Admins"`), { by: 'displayName', value: 'Admins' })
  t.same(group('externalId eq "7"'), { by: 'externalId', value: '7' })
  t.same(group('id eq "1"'), { by: 'id', value: '1' })
  t.same(group('members.value eq "u"'), { by: 'member', value: 'u' })
  const both = { by: 'id-and-member', id: '1', member: 'u' }
  t.same(group('id eq "1" and members eq "u"'), both)
  t.same(group('member eq "u" and id eq "1"'), both)
})

t.test('filters by membership came in September 2025', async (t) => {
  t.equal(user('groups.value eq "g"', before), undefined)
  t.equal(group('members.value eq "u"', before), undefined)
  t.same(group('id eq "1" and members eq "u"', before), {
    by: 'id-and-member',
    id: '1',
    member: 'u',
  })
})

t.test('every other filter is refused', async (t) => {
  const refused = [
    'userName co "j"',
    'userName pr',
    'userName eq true',
    'userName eq 5',
    'userName eq null',
    'emails eq "x"',
    'emails.value eq "x"',
    'emails[type eq "work"]',
    'not (userName eq "x")',
    'userName eq "x" or externalId eq "y"',
    'userName eq "x" and externalId eq "y"',
    'id eq "1" and id eq "2"',
    'id eq "1" and userName eq "x"',
    'id eq "1" and manager eq "2" and userName eq "x"',
    'id eq "1" and manager co "2"',
    'manager eq "2"',
    'manager.value eq "2"',
    'members eq "u"',
    'active eq "true"',
    'meta.created eq "2020"',
    'id eq "1" and members.value eq "u"',
  ]
  for (const text of refused) {
    t.ok(parseFilter(text), `${text} is a filter`)
    t.equal(user(text), undefined, text)
    t.equal(group(text), undefined, text)
  }
})
