import fc from 'fast-check'
import t from 'tap'
import { isObject } from '../../src/scim/json-object.ts'
import { pathlessAttributes, readPatch } from '../../src/scim/patch.ts'
import type { PatchError } from '../../src/scim/reading.ts'
import type { Json, JsonObject } from '../../src/scim/resource.ts'
import { enterpriseUserUrn as ENT, patchOpUrn } from '../../src/scim/urn.ts'
import { expectParts } from '../helpers/expect-parts.ts'

const message = (...operations: Json[]): JsonObject => ({
  schemas: [patchOpUrn],
  Operations: operations,
})

t.test('operations are read in any letter case', async (t) => {
  const body = { operations: [{ OP: 'Replace', Path: 'USERNAME', VALUE: 'jane' }] }
  t.same(readPatch(body, 'User'), {
    operations: [{ index: 0, op: 'replace', path: { attribute: ['userName'] }, value: 'jane' }],
    errors: [],
  })
})

t.test('what an operation does not say is not there', async (t) => {
  const { operations, errors } = readPatch(
    message(
      { op: 'remove', path: 'title' },
      { op: 'add', value: { active: false } },
      { op: 'replace', path: null, value: { id: '1', title: 'x' } },
      { op: 'replace', path: 'title', value: null },
    ),
    'User',
  )
  t.same(errors, [])
  t.same(operations, [
    { index: 0, op: 'remove', path: { attribute: ['title'] } },
    { index: 1, op: 'add', value: { active: false } },
    { index: 2, op: 'replace', value: { id: '1', title: 'x' } },
    { index: 3, op: 'replace', path: { attribute: ['title'] }, value: null },
  ])
})

t.test('a message without operations', async (t) => {
  for (const body of [{}, { Operations: [] }, { Operations: {} }, { Operations: null }]) {
    const { operations, errors } = readPatch(body, 'User')
    t.same(operations, [])
    t.same(
      errors.map(({ kind, location }) => [kind, location]),
      [['operations', ['Operations']]],
    )
  }
})

const faulty: [string, Json, Omit<PatchError, 'value'>[]][] = [
  ['not an object', 5, [{ kind: 'operations', location: ['Operations', 0] }]],
  ['no op', { path: 'title', value: 'x' }, [{ kind: 'op', location: ['Operations', 0, 'op'] }]],
  [
    'another op',
    { op: 'move', path: 'title', value: 'x' },
    [{ kind: 'op', location: ['Operations', 0, 'op'] }],
  ],
  [
    'an op that is no text',
    { op: 1, path: 'title', value: 'x' },
    [{ kind: 'op', location: ['Operations', 0, 'op'] }],
  ],
  [
    'a remove without a path',
    { op: 'REMOVE', value: 'x' },
    [{ kind: 'missing-path', location: ['Operations', 0] }],
  ],
  [
    'an empty path',
    { op: 'replace', path: '', value: { title: 'x' } },
    [{ kind: 'empty-path', location: ['Operations', 0, 'path'] }],
  ],
  [
    'an unknown path',
    { op: 'replace', path: 'unheardOf', value: 'x' },
    [{ kind: 'bad-path', location: ['Operations', 0, 'path'] }],
  ],
  [
    'a path that is no text',
    { op: 'replace', path: ['title'], value: 'x' },
    [{ kind: 'bad-path', location: ['Operations', 0, 'path'] }],
  ],
  [
    'another operator in brackets',
    { op: 'replace', path: 'emails[type co "w"].value', value: 'x' },
    [{ kind: 'bad-value-filter', location: ['Operations', 0, 'path'] }],
  ],
  [
    'an add without a value',
    { op: 'add', path: 'title' },
    [{ kind: 'missing-value', location: ['Operations', 0] }],
  ],
  [
    'neither path nor value',
    { op: 'replace' },
    [{ kind: 'missing-value', location: ['Operations', 0] }],
  ],
  [
    'a path-less value that is no object',
    { op: 'replace', value: 'x' },
    [{ kind: 'pathless-value', location: ['Operations', 0, 'value'] }],
  ],
  [
    'a path-less value with a name spelled inexactly',
    { op: 'replace', value: { ExternalID: 'x' } },
    [{ kind: 'bad-path', location: ['Operations', 0, 'value', 'ExternalID'] }],
  ],
  [
    'several errors at once',
    { op: 'move', path: 'unheardOf' },
    [
      { kind: 'op', location: ['Operations', 0, 'op'] },
      { kind: 'bad-path', location: ['Operations', 0, 'path'] },
    ],
  ],
]

for (const [name, operation, expected] of faulty) {
  t.test(`${name} is an error, and the other operations are read`, async (t) => {
    const { operations, errors } = readPatch(
      message(operation, { op: 'remove', path: 'title' }),
      'User',
    )
    t.same(
      errors.map(({ kind, location }) => ({ kind, location })),
      expected,
    )
    t.same(
      operations.map(({ index }) => index),
      [1],
    )
  })
}

t.test('a fault shows the value at fault', async (t) => {
  const [error] = readPatch(message({ op: 'move', path: 'title', value: 1 }), 'User').errors
  t.equal(error?.value, 'move')
})

t.test('of each kind of fault there are enough, not all', async (t) => {
  const { errors } = readPatch(
    message(...Array(500).fill(5), { op: 'move', path: 'title' }),
    'User',
  )
  t.equal(errors.filter(({ kind }) => kind === 'operations').length, 100)
  t.equal(errors.filter(({ kind }) => kind === 'op').length, 1)
})

t.test('replacing all members by nothing is no fault here', async (t) => {
  t.same(readPatch(message({ op: 'replace', path: 'members' }), 'Group').errors, [])
  expectParts(t, readPatch(message({ op: 'add', path: 'members' }), 'Group').errors, [
    { kind: 'missing-value' },
  ])
})

t.test(
  'the attributes of a value without a path are listed, without those of the server',
  async (t) => {
    const [operation] = readPatch(
      message({
        op: 'replace',
        value: {
          id: '1',
          schemas: [],
          meta: {},
          'name.givenName': 'J',
          [`${ENT}:department`]: 'd',
        },
      }),
      'User',
    ).operations
    t.same(operation && pathlessAttributes(operation), ['name.givenName', `${ENT}:department`])
    t.same(
      pathlessAttributes({ index: 0, op: 'add', path: { attribute: ['name'] }, value: { a: 1 } }),
      [],
    )
  },
)

t.test('no message makes it throw', async () => {
  const operation = fc.dictionary(
    fc.constantFrom('op', 'path', 'value', 'Path', '__proto__'),
    fc.oneof(
      fc.constantFrom('add', 'Remove', 'members', 'emails[type eq "work"].value', 'name', ''),
      fc.jsonValue(),
    ),
  )
  fc.assert(
    fc.property(
      fc.oneof(fc.record({ Operations: fc.array(operation) }), fc.jsonValue()),
      fc.constantFrom('User' as const, 'Group' as const),
      (value, type) => {
        const body: unknown = JSON.parse(JSON.stringify(value))
        if (isObject(body)) readPatch(body, type)
      },
    ),
    { numRuns: 500 },
  )
})
