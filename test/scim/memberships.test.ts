import t from 'tap'
import { membershipChanges } from '../../src/scim/memberships.ts'
import { readPatch } from '../../src/scim/patch.ts'
import type { Json } from '../../src/scim/resource.ts'

const changes = (...operations: Json[]) =>
  membershipChanges(readPatch({ Operations: operations }, 'Group').operations)

const at = (...inside: (string | number)[]) => ['Operations', 0, ...inside]

t.test('members are added from a list, an object, or a bare id', async (t) => {
  const value = [{ value: '1', display: 'one' }, { Value: '2', $ref: null }, '3']
  t.same(changes({ op: 'Add', path: 'members', value }), [
    { change: 'add', userId: '1', op: 'add', location: at('value', 0, 'value') },
    { change: 'add', userId: '2', op: 'add', location: at('value', 1, 'value') },
    { change: 'add', userId: '3', op: 'add', location: at('value', 2) },
  ])
  t.same(changes({ op: 'add', path: 'members', value: { value: '1' } }), [
    { change: 'add', userId: '1', op: 'add', location: at('value', 'value') },
  ])
  t.same(changes({ op: 'add', path: 'members.value', value: '1' }), [
    { change: 'add', userId: '1', op: 'add', location: at('value') },
  ])
  t.same(changes({ op: 'add', path: 'members', value: [] }), [])
  t.same(changes({ op: 'add', path: 'members', value: null }), [])
})

t.test('a member without a usable value is reported', async (t) => {
  t.same(changes({ op: 'add', path: 'members', value: [{ value: '' }, {}, { value: 5 }, null] }), [
    { change: 'add', op: 'add', location: at('value', 0, 'value') },
    { change: 'add', op: 'add', location: at('value', 1) },
    { change: 'add', op: 'add', location: at('value', 2, 'value') },
    { change: 'add', op: 'add', location: at('value', 3) },
  ])
})

t.test('members are removed by a filter or by a list, and then only those', async (t) => {
  t.same(changes({ op: 'remove', path: 'members[value eq "1"]' }), [
    { change: 'remove', userId: '1', op: 'remove', location: at('path') },
  ])
  t.same(changes({ op: 'remove', path: 'members', value: [{ $ref: null, value: '1' }] }), [
    { change: 'remove', userId: '1', op: 'remove', location: at('value', 0, 'value') },
  ])
  t.same(changes({ op: 'remove', path: 'members[type eq "User"]' }), [
    { change: 'remove', op: 'remove', location: at('path') },
  ])
})

t.test('a remove that names no member empties the group, and says so', async (t) => {
  const cleared = { change: 'clear', op: 'remove', location: at('value'), withoutValue: true }
  t.same(changes({ op: 'remove', path: 'members' }), [cleared])
  t.same(changes({ op: 'remove', path: 'members', value: [] }), [cleared])
  t.same(changes({ op: 'remove', path: 'members', value: null }), [cleared])
})

t.test('a replace empties the group and adds', async (t) => {
  t.same(changes({ op: 'replace', path: 'members', value: [{ value: '1' }] }), [
    { change: 'clear', op: 'replace', location: at('value') },
    { change: 'add', userId: '1', op: 'replace', location: at('value', 0, 'value') },
  ])
  const cleared = { change: 'clear', op: 'replace', location: at('value'), withoutValue: true }
  t.same(changes({ op: 'replace', path: 'members', value: [] }), [cleared])
  t.same(changes({ op: 'replace', path: 'members' }), [cleared])
})

t.test('one member may be replaced by another', async (t) => {
  t.same(changes({ op: 'replace', path: 'members[value eq "1"]', value: { value: '2' } }), [
    { change: 'remove', userId: '1', op: 'replace', location: at('path') },
    { change: 'add', userId: '2', op: 'replace', location: at('value', 'value') },
  ])
  t.same(changes({ op: 'add', path: 'members[value eq "1"]', value: {} }), [
    { change: 'add', userId: '1', op: 'add', location: at('path') },
  ])
})

t.test('members of a path-less value', async (t) => {
  t.same(changes({ op: 'add', value: { members: [{ value: '1' }] } }), [
    { change: 'add', userId: '1', op: 'add', location: at('value', 'members', 0, 'value') },
  ])
})

t.test('everything else is ignored', async (t) => {
  t.same(
    changes(
      { op: 'replace', path: 'displayName', value: 'g' },
      { op: 'replace', value: { id: '1', externalId: 'x' } },
      { op: 'replace', path: 'members[value eq "1"].display', value: 'one' },
    ),
    [],
  )
})

t.test('changes keep their order over operations', async (t) => {
  const found = changes(
    { op: 'remove', path: 'members[value eq "1"]' },
    { op: 'replace', path: 'displayName', value: 'g' },
    { op: 'add', path: 'members', value: [{ value: '2' }] },
  )
  t.same(
    found.map(({ change, userId, location }) => [change, userId, location[1]]),
    [
      ['remove', '1', 0],
      ['add', '2', 2],
    ],
  )
})
