import fc from 'fast-check'
import t from 'tap'
import { applyPatch } from '../../src/scim/apply-patch.ts'
import { isObject } from '../../src/scim/json-object.ts'
import { readPatch } from '../../src/scim/patch.ts'
import { jsonPointer, sentPointer } from '../../src/scim/pointer.ts'
import { readGroup, readUser } from '../../src/scim/read-resource.ts'
import type { Json, JsonObject, User } from '../../src/scim/resource.ts'
import { enterpriseUserUrn as ENT } from '../../src/scim/urn.ts'
import { expectParts } from '../helpers/expect-parts.ts'

const jane: JsonObject = {
  userName: 'jane',
  name: { familyName: 'Doe', givenName: 'Jane' },
  displayName: 'Jane',
  active: true,
  emails: [{ value: 'jane@example.com', type: 'work', primary: true }],
  [ENT]: { department: 'Tours', manager: { value: '42' } },
}

const patched = (resource: JsonObject, ...operations: Json[]) => {
  const { operations: read, errors } = readPatch({ Operations: operations }, 'User')
  if (errors.length > 0) throw new Error(JSON.stringify(errors))
  return applyPatch(resource, read, 'User')
}

/** What a user is after these operations. */
const after = (resource: JsonObject, ...operations: Json[]) =>
  readUser(patched(resource, ...operations).resource).resource

t.test('a simple attribute is set by add and replace, and taken away by remove', async (t) => {
  for (const op of ['add', 'replace'])
    t.same(after({}, { op, path: 'title', value: 'x' }), { title: 'x' })
  t.same(after({ title: 'x' }, { op: 'add', path: 'TITLE', value: 'y' }), { title: 'y' })
  t.same(after({ title: 'x' }, { op: 'remove', path: 'title' }), {})
  t.same(after({ title: 'x' }, { op: 'replace', path: 'title', value: null }), {})
})

t.test('deviations are read as in a body', async (t) => {
  t.same(after(jane, { op: 'Replace', path: 'active', value: 'False' }), { ...jane, active: false })
  const { deviations } = readUser(
    patched(jane, { op: 'replace', path: 'title', value: 5 }).resource,
  )
  expectParts(t, deviations, [{ kind: 'type-mismatch', location: ['title'], value: 5 }])
})

t.test('what was there before is left alone', async (t) => {
  const before = JSON.stringify(jane)
  patched(jane, { op: 'remove', path: 'emails' }, { op: 'add', path: 'name.givenName', value: 'J' })
  t.equal(JSON.stringify(jane), before)
})

t.test('sub-attributes of a complex attribute', async (t) => {
  const { name } = jane
  t.same(after({ name: name ?? null }, { op: 'replace', path: 'name.givenName', value: 'J' }), {
    name: { familyName: 'Doe', givenName: 'J' },
  })
  t.same(after({}, { op: 'add', path: 'name.givenName', value: 'J' }), { name: { givenName: 'J' } })
  t.same(after({ name: name ?? null }, { op: 'remove', path: 'name.givenName' }), {
    name: { familyName: 'Doe' },
  })
  t.same(after({ name: name ?? null }, { op: 'remove', path: 'name' }), {})
})

t.test('a complex value keeps the sub-attributes that it does not name', async (t) => {
  for (const op of ['add', 'replace'])
    t.same(
      after({ name: { familyName: 'Doe' } }, { op, path: 'name', value: { GIVENNAME: 'J' } }),
      {
        name: { familyName: 'Doe', givenName: 'J' },
      },
    )
  const twice = { givenname: 'no', givenName: 'J', GIVENNAME: 'no' }
  t.same(after(jane, { op: 'replace', path: 'name', value: twice }).name, {
    familyName: 'Doe',
    givenName: 'J',
  })
  t.same(after(jane, { op: 'replace', path: 'name', value: { givenName: null } }).name, {
    familyName: 'Doe',
  })
  const { deviations } = readUser(patched(jane, { op: 'add', path: 'name', value: 'x' }).resource)
  expectParts(t, deviations, [{ kind: 'type-mismatch', location: ['name'] }])
})

t.test('the enterprise extension', async (t) => {
  const enterprise = (...operations: Json[]) => after(jane, ...operations)[ENT]
  const manager = { value: '42' }
  t.same(enterprise({ op: 'add', path: `${ENT}:department`, value: 'd' }), {
    department: 'd',
    manager,
  })
  t.same(enterprise({ op: 'add', path: ENT, value: { division: 'v' } }), {
    division: 'v',
    department: 'Tours',
    manager,
  })
  t.same(enterprise({ op: 'remove', path: `${ENT}:department` }), { manager })
  t.same(enterprise({ op: 'remove', path: `${ENT}:manager.value` }), { department: 'Tours' })
  t.equal(enterprise({ op: 'remove', path: ENT }), undefined)
  for (const [path, value] of [
    [`${ENT}:manager`, '7'],
    [`${ENT}:manager.value`, '7'],
    [`${ENT}:manager`, { value: '7' }],
    ['manager', [{ $ref: 'http://example.com/7', value: '7' }]],
  ] as const)
    t.same(enterprise({ op: 'Add', path, value }), { department: 'Tours', manager: { value: '7' } })
  t.same(after({}, { op: 'add', path: `${ENT}:manager`, value: '7' }), {
    [ENT]: { manager: { value: '7' } },
  })
})

t.test('a value of a plural attribute takes the place of the one there is', async (t) => {
  const home = { value: 'home@example.com', type: 'home', primary: true }
  for (const op of ['add', 'replace'])
    for (const value of [home, [home]])
      t.same(after(jane, { op, path: 'emails', value }).emails, [home])
  t.same(after(jane, { op: 'add', path: 'emails', value: [home, home] }).emails, [home, home])
  t.same(after(jane, { op: 'add', path: 'emails', value: [] }).emails, jane['emails'])
  t.equal(after(jane, { op: 'replace', path: 'emails', value: [] }).emails, undefined)
})

t.test('a filter selects a value', async (t) => {
  const [email] = readUser(jane).resource.emails ?? []
  const changed = [{ ...email, value: 'new@example.com' }]
  for (const path of [
    'emails[type eq "work"].value',
    'emails[type eq "WORK"].value',
    'emails[primary eq true].value',
    'emails[value eq "jane@example.com"].value',
    'emails.value',
  ])
    t.same(after(jane, { op: 'Add', path, value: 'new@example.com' }).emails, changed, path)
  for (const value of [{ value: 'new@example.com' }, [{ Value: 'new@example.com' }]])
    t.same(after(jane, { op: 'replace', path: 'emails[type eq "work"]', value }).emails, changed)
})

t.test('a filter that selects nothing makes a value', async (t) => {
  const add = (path: string, value: Json) => after({}, { op: 'add', path, value })
  const made = [{ value: 'a', type: 'work', primary: true }]
  t.same(add('emails[type eq "work"].value', 'a').emails, made)
  t.same(add('emails[type eq "work"]', { value: 'a' }).emails, made)
  t.same(add('emails.value', 'a').emails, [{ value: 'a', primary: true }])
  t.same(add('emails[primary eq false].value', 'a').emails, [{ value: 'a', primary: false }])
  t.same(add('addresses[type eq "work"].region', 'CA').addresses, [{ region: 'CA', type: 'work' }])
  t.same(after(jane, { op: 'add', path: 'emails[type eq "home"].value', value: 'a' }).emails, [
    { value: 'jane@example.com', type: 'work', primary: true },
    { value: 'a', type: 'home' },
  ])
})

t.test('a filter sees what an operation before it has made', async (t) => {
  const operations = (primary: Json, filter: string) => [
    { op: 'add', path: 'emails', value: { VALUE: 'a', PRIMARY: primary } },
    { op: 'replace', path: `emails[${filter}].value`, value: 'b' },
  ]
  t.same(after({}, ...operations('True', 'primary eq true')).emails, [
    { value: 'b', primary: true },
  ])
  t.same(after({}, ...operations(null, 'primary eq false')).emails, [{ value: 'b' }])
  t.same(after({}, ...operations(null, 'value eq "A"')).emails, [{ value: 'b' }])
})

t.test('several operations build one address', async (t) => {
  const add = (part: string, value: string) => ({
    op: 'Add',
    path: `addresses[type eq "work"].${part}`,
    value,
  })
  t.same(after({}, add('region', 'CA'), add('country', 'US')).addresses, [
    { region: 'CA', country: 'US', type: 'work' },
  ])
})

t.test('values of a plural attribute are removed', async (t) => {
  for (const operation of [
    { op: 'remove', path: 'emails' },
    { op: 'remove', path: 'emails', value: [] },
    { op: 'remove', path: 'emails', value: [{ value: 'JANE@example.com' }] },
    { op: 'remove', path: 'emails[type eq "work"]' },
    { op: 'remove', path: 'emails[type eq "work"].value' },
    { op: 'remove', path: 'emails.value' },
  ])
    t.equal(after(jane, operation).emails, undefined, JSON.stringify(operation))
  t.same(after(jane, { op: 'remove', path: 'emails[type eq "work"].type' }).emails, [
    { value: 'jane@example.com', primary: true },
  ])
})

t.test('removing what is not there changes nothing', async (t) => {
  for (const operation of [
    { op: 'remove', path: 'title' },
    { op: 'remove', path: 'name.middleName' },
    { op: 'remove', path: 'phoneNumbers' },
    { op: 'remove', path: 'phoneNumbers[type eq "work"].value' },
    { op: 'remove', path: 'emails[type eq "home"]' },
    { op: 'remove', path: 'emails', value: [{ value: 'other@example.com' }] },
    { op: 'remove', path: `${ENT}:division` },
  ])
    t.same(after(jane, operation), jane, operation.path)
})

t.test('members of a path-less value are paths', async (t) => {
  t.same(
    after(
      { name: { familyName: 'Doe' } },
      {
        op: 'replace',
        value: {
          id: '1',
          schemas: [],
          meta: {},
          active: false,
          'name.givenName': 'J',
          'emails[type eq "work"].value': 'a',
          [`${ENT}:employeeNumber`]: '7',
          [ENT]: { division: 'v' },
        },
      },
    ),
    {
      name: { familyName: 'Doe', givenName: 'J' },
      active: false,
      emails: [{ value: 'a', type: 'work', primary: true }],
      [ENT]: { employeeNumber: '7', division: 'v' },
    },
  )
})

t.test('members of a group are no part of it', async (t) => {
  const { operations } = readPatch(
    {
      Operations: [
        { op: 'add', path: 'members', value: [{ value: '1' }] },
        { op: 'replace', value: { displayName: 'new', members: [{ value: '2' }] } },
      ],
    },
    'Group',
  )
  const { resource } = applyPatch({ displayName: 'old', externalId: 'x' }, operations, 'Group')
  t.same(readGroup(resource).resource, { externalId: 'x', displayName: 'new' })
})

t.test('places lead to the operation that had to do with them last', async (t) => {
  const message = {
    operations: [
      { op: 'replace', path: 'name', Value: { GivenName: 'J', familyName: '' } },
      { op: 'add', path: 'emails[type eq "work"].value', Value: 'a' },
      { op: 'replace', Value: { 'name.givenName': 'K' } },
      { op: 'add', path: 'phoneNumbers', Value: { value: 'p' } },
      { op: 'add', path: 'roles', Value: [{ value: 'r' }, { value: 's' }] },
      { op: 'remove', path: 'displayName' },
    ],
  }
  const { operations } = readPatch(message, 'User')
  const { placeOf } = applyPatch(jane, operations, 'User')
  const pointers: [(string | number)[], string, string][] = [
    [['name', 'familyName'], '/Operations/0/value/familyName', '/operations/0/Value/familyName'],
    [
      ['name', 'givenName'],
      '/Operations/2/value/name.givenName',
      '/operations/2/Value/name.givenName',
    ],
    [['emails', 0, 'value'], '/Operations/1/value', '/operations/1/Value'],
    [['emails', 0, 'primary'], '/Operations/1/value', '/operations/1/Value'],
    [['emails'], '/Operations/1/value', '/operations/1/Value'],
    [['phoneNumbers', 0, 'value'], '/Operations/3/value/value', '/operations/3/Value/value'],
    [['roles', 1, 'value'], '/Operations/4/value/1/value', '/operations/4/Value/1/value'],
    [['roles'], '/Operations/4/value', '/operations/4/Value'],
    [['displayName'], '/Operations/5/path', '/operations/5/path'],
    [['userName'], '/Operations', '/operations'],
  ]
  for (const [location, pointer, sent] of pointers) {
    t.equal(jsonPointer(placeOf(location)), pointer, location.join('.'))
    t.equal(sentPointer(message, placeOf(location)), sent, location.join('.'))
  }
})

t.test('a request does not cost the square of its length', async (t) => {
  const many = (count: number, make: (index: number) => Json) =>
    Array.from({ length: count }, (_, i) => make(i))
  const unauthenticated = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`k${i}`, 1]))
  for (const [first, then] of [
    [
      { path: 'emails', value: many(20_000, () => ({})) },
      { path: 'emails.value', value: 'x' },
    ],
    [
      { path: 'name', value: unauthenticated },
      { path: 'name.givenName', value: 'x' },
    ],
    [
      { path: 'emails', value: unauthenticated },
      { path: 'emails.value', value: 'x' },
    ],
  ] as const)
    patched({}, { op: 'add', ...first }, ...many(3_000, () => ({ op: 'replace', ...then })))
  patched(
    {},
    ...many(5_000, (i) => ({ op: 'add', path: `emails[value eq "${i}"].type`, value: 'x' })),
  )
  t.pass('or it would not have come to an end within the time of a test')
})

t.test('names in no schema stay to be remarked, a few of them', async (t) => {
  const value = {
    givenName: 'J',
    ...Object.fromEntries([...'abcdefghijklmnop'].map((k) => [k, 1])),
  }
  const { resource, deviations } = readUser(
    patched({}, { op: 'add', path: 'name', value }).resource,
  )
  t.same(resource, { name: { givenName: 'J' } })
  t.same(new Set(deviations.map(({ kind }) => kind)), new Set(['unknown-attribute']))
  t.equal(deviations.length, 10)
})

// Whole users, of everything that is stored.
const text = fc.string({ minLength: 1, maxLength: 8 })
const plural = fc.array(
  fc.record({ value: text, type: text, primary: fc.boolean() }, { requiredKeys: ['value'] }),
  { minLength: 1, maxLength: 2 },
)
const user: fc.Arbitrary<User> = fc.record(
  {
    externalId: text,
    userName: text,
    name: fc.record({ familyName: text, givenName: text }),
    displayName: text,
    active: fc.boolean(),
    emails: plural,
    addresses: fc.array(fc.record({ region: text, type: text }), { minLength: 1, maxLength: 2 }),
    phoneNumbers: plural,
    roles: plural,
    [ENT]: fc.record({ department: text, manager: fc.record({ value: text }) }),
  },
  { requiredKeys: [] },
)
const json = (value: unknown): JsonObject => JSON.parse(JSON.stringify(value))

t.test('replacing attribute by attribute leads where a PUT leads', async () => {
  fc.assert(
    fc.property(user, user, fc.boolean(), (from, to, pathless) => {
      const removals = Object.keys(from).map((path) => ({ op: 'remove', path }))
      const replacements = Object.entries(json(to)).map(([path, value]) =>
        pathless
          ? { op: 'replace', value: { [path]: value ?? null } }
          : { op: 'replace', path, value: value ?? null },
      )
      const result = after(json(from), ...removals, ...replacements)
      return JSON.stringify(result) === JSON.stringify(readUser(json(to)).resource)
    }),
  )
})

t.test('no operation makes it throw, and what comes out reads as itself', async () => {
  const path = fc.constantFrom(
    ...[
      'emails',
      'emails.value',
      'emails[type eq "work"].value',
      'emails[primary eq true]',
      'name',
    ],
    ...['name.givenName', 'userName', 'active', 'manager', ENT, `${ENT}:department`, 'password'],
    ...['id', 'schemas', 'meta.created', 'groups[value eq "1"]', `${ENT}:manager.value`],
  )
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.dictionary(
      fc.constantFrom('value', 'type', 'Primary', 'manager', 'givenName', '__proto__', 'emails'),
      fc.jsonValue({ maxDepth: 1 }),
    ),
  )
  const operation = fc.record(
    { op: fc.constantFrom('add', 'replace', 'remove'), path, value },
    { requiredKeys: ['op', 'value'] },
  )
  fc.assert(
    fc.property(user, fc.array(operation), (from, list) => {
      const body: unknown = JSON.parse(JSON.stringify({ Operations: list }))
      if (!isObject(body)) return true
      const { resource, placeOf } = applyPatch(
        json(from),
        readPatch(body, 'User').operations,
        'User',
      )
      placeOf(['emails', 0, 'value'])
      const read = JSON.stringify(readUser(resource).resource)
      return JSON.stringify(readUser(JSON.parse(read)).resource) === read
    }),
    { numRuns: 500 },
  )
})
