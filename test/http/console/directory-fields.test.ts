import t from 'tap'
import {
  groupFields,
  readAttribute,
  userFields,
} from '../../../src/http/console/directory/attribute-field.ts'
import { readFormChanges } from '../../../src/http/console/directory/form-changes.ts'
import { toFormErrors } from '../../../src/http/console/directory/form-errors.ts'
import type { Finding } from '../../../src/identity-center/rule.ts'
import { enterpriseUserUrn } from '../../../src/scim/urn.ts'

const changes = (fields: Record<string, string>, resource = {}) =>
  readFormChanges({ form: new URLSearchParams(fields) }, userFields, resource)

t.test('a submitted form becomes a user', async (t) => {
  t.same(
    changes({
      userName: ' jane ',
      'emails.value': 'jane@example.com',
      'name.givenName': 'Jane',
      'name.familyName': 'Doe',
      title: '',
      'addresses.locality': 'Oslo',
      [`${enterpriseUserUrn}:department`]: 'R&D',
      [`${enterpriseUserUrn}:manager.value`]: '1',
      'form-token': 'x',
      unknown: 'y',
    }),
    {
      userName: 'jane',
      emails: [{ type: 'work', primary: true, value: 'jane@example.com' }],
      name: { givenName: 'Jane', familyName: 'Doe' },
      addresses: [{ type: 'work', locality: 'Oslo' }],
      [enterpriseUserUrn]: { department: 'R&D', manager: { value: '1' } },
    },
  )
})

t.test('only changed fields of an existing user become changes', async (t) => {
  const jane = {
    userName: 'jane',
    title: 'Dr',
    name: { givenName: 'Jane', familyName: 'Doe', formatted: 'Jane Doe' },
    emails: [{ value: 'jane@example.com', type: 'home', primary: true }],
    addresses: [{ type: 'work', locality: 'Oslo', country: 'NO' }],
    phoneNumbers: [{ value: '1', type: 'mobile' }],
    [enterpriseUserUrn]: { department: 'R&D', manager: { value: '1' } },
  }
  t.same(changes({ userName: 'jane', title: 'Dr' }, jane), {})
  t.same(changes({ title: '', 'name.formatted': '', 'name.givenName': 'J' }, jane), {
    title: null,
    name: { formatted: null, givenName: 'J' },
  })
  t.same(changes({ 'emails.value': 'j@example.com' }, jane), {
    emails: [{ value: 'j@example.com', type: 'home', primary: true }],
  })
  t.same(
    changes(
      { 'addresses.locality': '', 'addresses.country': 'SE', 'phoneNumbers.value': '' },
      jane,
    ),
    { addresses: [{ type: 'work', country: 'SE' }], phoneNumbers: null },
  )
  t.same(changes({ [`${enterpriseUserUrn}:manager.value`]: '' }, jane), {
    [enterpriseUserUrn]: { manager: null },
  })
})

t.test('the line ends of forms become LF', async (t) => {
  const form = new URLSearchParams({ displayName: 'a', description: 'x\r\ny' })
  t.same(readFormChanges({ form }, groupFields), { displayName: 'a', description: 'x\ny' })
  t.same(readFormChanges({ form }, groupFields, { displayName: 'a', description: 'x\ny' }), {})
})

t.test('an attribute that is missing or not a string is empty', async (t) => {
  for (const resource of [{}, { emails: [] }, { emails: 'x' }, { name: null }, { title: 7 }]) {
    for (const each of userFields) t.equal(readAttribute(resource, each), '')
  }
})

t.test('each refusal belongs to its field, or to the form', async (t) => {
  const finding = (path: string, severity: Finding['severity'] = 'refused') =>
    ({ path, severity }) as Finding
  const findings = ['userName', 'emails', `${enterpriseUserUrn}:manager`, 'members', ''].map(
    (path) => finding(path),
  )
  const { forField: at, others } = toFormErrors(
    [...findings, finding('title', 'warning')],
    userFields,
  )
  const invalid = userFields.filter((each) => at(each).length > 0)
  t.same(
    invalid.map(({ label }) => label),
    ['User name', 'Email address', 'Manager'],
  )
  t.same(
    others.map(({ path }) => path),
    ['members', ''],
  )
})
