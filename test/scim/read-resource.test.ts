import fc from 'fast-check'
import t from 'tap'
import { isObject } from '../../src/scim/json-object.ts'
import { readGroup, readUser } from '../../src/scim/read-resource.ts'
import type { DeviationKind } from '../../src/scim/reading.ts'
import type { JsonObject, Location } from '../../src/scim/resource.ts'
import { enterpriseUserUrn as ENT, groupUrn, userUrn } from '../../src/scim/urn.ts'

const jane: JsonObject = {
  externalId: '701984',
  userName: 'jane',
  name: { familyName: 'Doe', givenName: 'Jane' },
  displayName: 'Jane Doe',
  active: true,
  emails: [{ value: 'jane@example.com', type: 'work', primary: true }],
  addresses: [{ type: 'work' }],
  [ENT]: { department: 'Tours', manager: { value: '42' } },
}

/** The kinds and places of the deviations that a body gives rise to. */
const deviations = (body: JsonObject, read: typeof readUser | typeof readGroup = readUser) =>
  read(body).deviations.map(({ kind, location }): [DeviationKind, Location] => [kind, location])

t.test('a plain body is taken as it is', async (t) => {
  const { resource, id, deviations } = readUser(jane)
  t.same(resource, jane)
  t.same(deviations, [])
  t.equal(id, undefined)
})

t.test(
  'attributes are in the order of the guide, independent of the order in the body',
  async (t) => {
    const backwards = Object.fromEntries(Object.entries(jane).reverse())
    t.equal(JSON.stringify(readUser(backwards).resource), JSON.stringify(jane))
  },
)

t.test('names count in any letter case', async (t) => {
  const body = {
    USERNAME: 'jane',
    Name: { givenname: 'Jane' },
    [ENT.toUpperCase()]: { DIVISION: 'd' },
  }
  t.same(readUser(body).resource, {
    userName: 'jane',
    name: { givenName: 'Jane' },
    [ENT]: { division: 'd' },
  })
  t.same(deviations(body), [
    ['attribute-case', ['userName']],
    ['attribute-case', ['name']],
    ['attribute-case', [ENT]],
    ['attribute-case', ['name', 'givenName']],
    ['attribute-case', [ENT, 'division']],
  ])
})

t.test('of several spellings the exact one counts, else the last', async (t) => {
  const exact = { USERNAME: 'a', userName: 'b', username: 'c' }
  t.equal(readUser(exact).resource.userName, 'b')
  t.same(
    deviations(exact).filter(([kind]) => kind === 'duplicate-attribute'),
    [
      ['duplicate-attribute', ['userName']],
      ['duplicate-attribute', ['userName']],
    ],
  )
  t.equal(readUser({ USERNAME: 'a', username: 'c' }).resource.userName, 'c')
})

t.test('null is absent', async (t) => {
  const body = { userName: 'jane', title: null, emails: null, name: { givenName: null } }
  t.same(readUser(body).resource, { userName: 'jane' })
  t.same(deviations(body), [
    ['null-value', ['name', 'givenName']],
    ['null-value', ['title']],
    ['null-value', ['emails']],
  ])
})

t.test('booleans may be strings, in any letter case', async (t) => {
  for (const [text, value] of [
    ['True', true],
    ['true', true],
    ['FALSE', false],
  ] as const) {
    const body = { active: text, emails: [{ value: 'a', primary: text }] }
    t.same(readUser(body).resource, { active: value, emails: [{ value: 'a', primary: value }] })
    t.same(deviations(body), [
      ['string-boolean', ['active']],
      ['string-boolean', ['emails', 0, 'primary']],
    ])
  }
  t.same(readUser({ userName: 'true' }).resource, { userName: 'true' }, 'a string stays a string')
  t.same(deviations({ active: 'yes' }), [['type-mismatch', ['active']]])
})

t.test('the server keeps id, meta and schemas to itself', async (t) => {
  const body = {
    id: 'abc',
    meta: { resourceType: 'User', version: 'W/1' },
    schemas: [userUrn, ENT],
  }
  t.same(readUser({ ...body, userName: 'jane' }).resource, { userName: 'jane' })
  t.same(deviations(body), [])
  t.equal(readUser(body).id, 'abc')
  t.equal(readUser({ ID: 'abc' }).id, 'abc')
  for (const id of ['', null, 5]) t.equal(readUser({ id }).id, undefined)
})

t.test('schemas that are none of ours are remarked, and nothing more', async (t) => {
  const odd = 'urn:scim:schemas:core:2.0'
  t.same(deviations({ schemas: [userUrn.toUpperCase(), odd, 5] }), [
    ['unknown-schema', ['schemas', 1]],
    ['unknown-schema', ['schemas', 2]],
  ])
  t.same(deviations({ schemas: odd }), [['unknown-schema', ['schemas']]])
  t.same(deviations({ schemas: null }), [])
  t.same(deviations({ schemas: [groupUrn, ENT] }, readGroup), [['unknown-schema', ['schemas', 1]]])
})

t.test('what the service does not support is left out', async (t) => {
  const body = {
    userName: 'jane',
    password: 'secret',
    photos: [{ value: 'https://example.com' }],
    emails: [{ value: 'a', display: 'A' }],
    [ENT]: { manager: { value: '1', $ref: '../Users/1', displayName: 'M' } },
  }
  t.same(readUser(body).resource, {
    userName: 'jane',
    emails: [{ value: 'a' }],
    [ENT]: { manager: { value: '1' } },
  })
  t.same(
    deviations(body).sort(([, a], [, b]) => String(a).localeCompare(String(b))),
    [
      ['unsupported-sub-attribute', ['emails', 0, 'display']],
      ['unsupported-attribute', ['password']],
      ['unsupported-attribute', ['photos']],
      ['unsupported-sub-attribute', [ENT, 'manager', 'displayName']],
    ],
  )
})

t.test('unsupported attributes that say nothing are no matter', async (t) => {
  const body = { password: '', photos: [], ims: [{}], entitlements: null, groups: [] }
  t.same(deviations(body), [])
})

t.test('groups of a user are a deviation of their own', async (t) => {
  t.same(deviations({ groups: [{ value: '1' }] }), [['groups-sent', ['groups']]])
})

t.test('attributes of no schema are left out, those of prototypes too', async (t) => {
  const body: JsonObject = JSON.parse(
    '{"__proto__":{"userName":"x"},"constructor":1,"name":{"__proto__":{},"givenName":"J"},"manager":"1"}',
  )
  const { resource } = readUser(body)
  t.same(resource, { name: { givenName: 'J' } })
  t.equal(Object.getPrototypeOf(resource), Object.prototype)
  t.same(deviations(body), [
    ['unknown-attribute', ['__proto__']],
    ['unknown-attribute', ['constructor']],
    ['unknown-attribute', ['manager']],
    ['unknown-attribute', ['name', '__proto__']],
  ])
})

t.test('values of another type are left out, the rest is kept', async (t) => {
  const cases: [JsonObject, JsonObject, Location][] = [
    [{ userName: 5 }, {}, ['userName']],
    [{ name: 'Jane' }, {}, ['name']],
    [
      { name: { givenName: ['J'], familyName: 'D' } },
      { name: { familyName: 'D' } },
      ['name', 'givenName'],
    ],
    [{ emails: { value: 'a' } }, {}, ['emails']],
    [{ emails: 'a' }, {}, ['emails']],
    [
      { emails: [{ value: 1, type: 'work' }] },
      { emails: [{ type: 'work' }] },
      ['emails', 0, 'value'],
    ],
    [{ [ENT]: 'x' }, {}, [ENT]],
    [{ [ENT]: { manager: 5, division: 'd' } }, { [ENT]: { division: 'd' } }, [ENT, 'manager']],
    [{ active: 1 }, {}, ['active']],
  ]
  for (const [body, resource, location] of cases) {
    t.same(readUser(body).resource, resource, JSON.stringify(body))
    t.same(deviations(body), [['type-mismatch', location]], JSON.stringify(body))
  }
  t.equal(readUser({ userName: 5 }).deviations[0]?.value, 5)
})

t.test('what holds nothing is dropped; empty strings stay', async (t) => {
  const body = {
    userName: '',
    name: {},
    addresses: [{}],
    phoneNumbers: [],
    roles: [null],
    [ENT]: { manager: { $ref: null } },
  }
  t.same(readUser(body).resource, { userName: '' })
  t.same(readUser({ addresses: [{ type: 'work' }] }).resource, { addresses: [{ type: 'work' }] })
})

t.test('a manager may be a bare id or a list of one', async (t) => {
  const manager = (value: JsonObject[string]) =>
    readUser({ [ENT]: { manager: value } }).resource[ENT]
  t.same(manager('42'), { manager: { value: '42' } })
  t.same(manager([{ $ref: 'x', value: '42' }]), { manager: { value: '42' } })
  t.same(manager(''), { manager: { value: '' } }, 'an empty one is for the rules to refuse')
  t.equal(manager([{ value: '1' }, { value: '2' }]), undefined)
})

t.test('members of a group', async (t) => {
  const body = {
    displayName: 'g',
    members: [
      { value: '1', $ref: null, type: 'User' },
      { value: '2', $ref: '../Users/2' },
    ],
  }
  const { resource, deviations } = readGroup(body)
  t.same(resource, { displayName: 'g', members: [{ value: '1', type: 'User' }, { value: '2' }] })
  t.same(deviations, [])
  t.same(readGroup({ members: [] }).resource, {})
})

t.test('pointers lead into the body as it was sent', async (t) => {
  const { pointerOf, deviations } = readUser({
    USERNAME: 'jane',
    'a/b~c': 1,
    Emails: [{}, { Value: 5, TYPE: 'work' }, 7],
    [ENT]: { Manager: [{ value: '1' }] },
  })
  t.equal(pointerOf(['userName']), '/USERNAME')
  t.equal(pointerOf(['emails', 0, 'type']), '/Emails/1/TYPE')
  t.equal(pointerOf(['emails', 0, 'primary']), '/Emails/1', 'the nearest place that there is')
  t.equal(pointerOf(['displayName']), '')
  t.equal(pointerOf([ENT, 'manager', 'value']), `/${ENT}/Manager/0/value`)
  t.equal(pointerOf(['a/b~c']), '/a~1b~0c')
  const places = deviations.flatMap(({ kind, location }) =>
    kind === 'type-mismatch' ? [location] : [],
  )
  t.same(places, [['emails', 0, 'value'], ['emails']])
  t.same(
    places.map(pointerOf),
    ['/Emails/1/Value', '/Emails'],
    'what was taken out of a list leads to the list',
  )
})

t.test('of each kind of deviation there are enough, not all', async (t) => {
  const junk = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`k${index}`, 1]))
  const { deviations } = readUser({ ...junk, userName: 5, active: 'true' })
  const kinds = deviations.map(({ kind }) => kind)
  t.equal(kinds.filter((kind) => kind === 'unknown-attribute').length, 100)
  t.ok(kinds.includes('type-mismatch') && kinds.includes('string-boolean'))
})

// Bodies that look like users, with anything anywhere.
const oddBody = fc.dictionary(
  fc.constantFrom(
    'userName',
    'USERNAME',
    'name',
    'emails',
    'active',
    'groups',
    ENT,
    '__proto__',
    'x',
  ),
  fc.oneof(
    fc.jsonValue(),
    fc.array(fc.dictionary(fc.constantFrom('value', 'primary', 'Type', 'display'), fc.jsonValue())),
    fc.dictionary(fc.constantFrom('manager', 'givenName', 'division', 'x'), fc.jsonValue()),
  ),
)

t.test('any JSON object can be read, and what was read reads as itself', async () => {
  for (const read of [readUser, readGroup]) {
    fc.assert(
      fc.property(fc.oneof(oddBody, fc.jsonValue({ maxDepth: 4 })), (value) => {
        const body: unknown = JSON.parse(JSON.stringify(value))
        if (!isObject(body)) return true
        const { resource, pointerOf, deviations } = read(body)
        for (const { location } of deviations) pointerOf(location)
        const text = JSON.stringify(resource)
        const again = read(JSON.parse(text))
        return JSON.stringify(again.resource) === text && again.deviations.length === 0
      }),
    )
  }
})

t.test('a member that says nothing stays, for a rule to refuse', async (t) => {
  const members = [{ value: 'a' }, {}, { display: 'Ann' }]
  t.same(readGroup({ displayName: 'g', members }).resource.members, [{ value: 'a' }, {}, {}])
  t.same(readGroup({ displayName: 'g', members: [] }).resource, { displayName: 'g' })
})

t.test('an attribute is dropped as of a day on which it was not supported yet', async (t) => {
  const roles = [{ value: 'Researcher' }]
  t.same(readUser({ roles }, '2023-01-01').resource, { roles })
  const { resource, deviations } = readUser({ roles }, '2022-12-31')
  t.same(resource, {})
  t.same(deviations, [{ kind: 'unsupported-attribute', location: ['roles'], value: roles }])
})
