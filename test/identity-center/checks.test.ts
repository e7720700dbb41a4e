import t from 'tap'
import {
  collectTexts,
  findChanges,
  findCharacters,
  findDeviations,
  findMissing,
  findPatchErrors,
  resourceTypeOf,
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
    collectTexts(subject).map(({ location, text, notes }) => [location, text, notes?.maxLength]),
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
    collectTexts(subject).map(({ text, notes }) => [text, notes?.characters]),
    [['Admins', 'group-name']],
  )
  t.equal(resourceTypeOf(subject), 'Group')
  t.equal(resourceTypeOf(patchingGroup()), 'Group')
  t.equal(resourceTypeOf(creating({})), 'User')
  t.equal(resourceTypeOf(patchingUser()), 'User')
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
    findMissing(
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
  t.same(findDeviations('type-mismatch')(subject), [{ location: ['title'], value: 5 }])
  t.same(findDeviations('unknown-attribute', 'type-mismatch')(subject).length, 2)
  const patch = patchingUser({ op: 'move', path: 'title' }, { op: 'remove' })
  t.same(findPatchErrors('op')(patch), [{ location: ['Operations', 0, 'op'], value: 'move' }])
  t.same(findPatchErrors('bad-path')(patch), [])
})

t.test('touches tells what every operation would change, by path or without', async (t) => {
  const told = findChanges(
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
