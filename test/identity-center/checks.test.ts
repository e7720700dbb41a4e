import t from 'tap'
import {
  deviationsOf,
  findCharacters,
  missing,
  patchErrorsOf,
  textsOf,
  touches,
  typeOf,
} from '../../src/identity-center/checks.ts'
import { enterpriseUserUrn } from '../../src/scim/urn.ts'
import { creating, creatingGroup, patchingGroup, patchingUser } from '../helpers/subjects.ts'

t.test('textsOf lists every string that would be stored, in the order of the schema', async (t) => {
  const subject = creating({
    [enterpriseUserUrn]: { manager: { value: '9' }, department: 'IT' },
    active: true,
    emails: [{ value: 'jane@example.com', primary: true }],
    name: { givenName: 'Jane' },
    userName: 'jane',
  })
  t.same(
    textsOf(subject).map(({ location, text, notes }) => [location, text, notes?.maxLength]),
    [
      [['userName'], 'jane', 128],
      [['name', 'givenName'], 'Jane', 1024],
      [['emails', 0, 'value'], 'jane@example.com', 1024],
      [[enterpriseUserUrn, 'department'], 'IT', 1024],
      [[enterpriseUserUrn, 'manager', 'value'], '9', 1024],
    ],
  )
})

t.test('textsOf leaves members out, and knows groups from users', async (t) => {
  const subject = creatingGroup({ displayName: 'Admins', members: [{ value: 'user-1' }] })
  t.same(
    textsOf(subject).map(({ text, notes }) => [text, notes?.characters]),
    [['Admins', 'group-name']],
  )
  t.equal(typeOf(subject), 'Group')
  t.equal(typeOf(patchingGroup()), 'Group')
  t.equal(typeOf(creating({})), 'User')
  t.equal(typeOf(patchingUser()), 'User')
})

t.test('textsWith tells every character at fault', async (t) => {
  const subject = creating({ userName: 'a-b-c', displayName: '--', title: 'abc' })
  t.same(
    findCharacters(subject, ({ text }) => (text === '--' ? undefined : /-/gu)),
    [
      {
        location: ['userName'],
        value: 'a-b-c',
        codePoints: [
          { codePoint: 0x2d, position: 1 },
          { codePoint: 0x2d, position: 3 },
        ],
      },
    ],
  )
})

t.test('missing tells the places that hold nothing', async (t) => {
  t.same(
    missing(
      { name: { givenName: 'Jane' } },
      ['name', 'givenName'],
      ['name', 'familyName'],
      ['title'],
    ),
    [{ location: ['name', 'familyName'] }, { location: ['title'] }],
  )
})

t.test('remarked and faulty tell what reading has noticed, by its kind', async (t) => {
  const subject = creating({ title: 5, shoeSize: 42 })
  t.same(deviationsOf('type-mismatch')(subject), [{ location: ['title'], value: 5 }])
  t.same(deviationsOf('unknown-attribute', 'type-mismatch')(subject).length, 2)
  const patch = patchingUser({ op: 'move', path: 'title' }, { op: 'remove' })
  t.same(patchErrorsOf('op')(patch), [{ location: ['Operations', 0, 'op'], value: 'move' }])
  t.same(patchErrorsOf('bad-path')(patch), [])
})

t.test('touches tells what every operation would change, by path or without', async (t) => {
  const told = touches(
    patchingUser(
      { op: 'replace', path: 'TITLE', value: 'x' },
      { op: 'replace', path: 'name.givenName', value: 'x' },
      { op: 'replace', path: `${enterpriseUserUrn}:manager.value`, value: 'x' },
      { op: 'add', value: { id: 'x', locale: 'en', 'name.familyName': 'Doe' } },
    ),
  )
  t.same(
    told.map(({ name, part, location }) => [name, part, location]),
    [
      ['title', undefined, ['Operations', 0, 'path']],
      ['name', 'givenName', ['Operations', 1, 'path']],
      [enterpriseUserUrn, 'value', ['Operations', 2, 'path']],
      ['locale', undefined, ['Operations', 3, 'value', 'locale']],
      ['name', 'familyName', ['Operations', 3, 'value', 'name.familyName']],
    ],
  )
})
