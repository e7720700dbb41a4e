import t from 'tap'
import { checkInput, checkValue } from '../../../src/identity-center/identity-store/check-input.ts'
import { storeRequests } from '../../../src/identity-center/identity-store/requests.ts'
import {
  pattern,
  type Shape,
  structure,
} from '../../../src/identity-center/identity-store/shape.ts'
import {
  identityStoreId,
  nextToken,
  photos,
  resourceId,
} from '../../../src/identity-center/identity-store/shapes.ts'

const shape = structure({
  'Name!': { type: 'string', min: 2, max: 3, pattern: pattern('[a-z]+') },
  Colour: { type: 'string', values: ['red', 'blue'] },
  Count: { type: 'integer', min: 1, max: 9 },
  Flag: { type: 'boolean' },
  List: { type: 'list', member: structure({ 'Value!': { type: 'string' } }), min: 1, max: 2 },
  Map: {
    type: 'map',
    key: { type: 'string', max: 1 },
    value: { type: 'document' },
    min: 1,
    max: 1,
  },
  Either: { ...structure({ One: { type: 'string' }, Other: { type: 'string' } }), isUnion: true },
})

const notes = (found: readonly { readonly note?: string }[]) => found.map(({ note }) => note)
const at = (place: string, constraint: string) =>
  `Value at '${place}' failed to satisfy constraint: ${constraint}`

t.test('valid members are read, except nulls and unknown ones', async (t) => {
  const { input, typeErrors, violations, unknown } = checkInput(
    { Name: 'abc', Count: 3, Flag: null, List: [{ Value: 'x', More: 1 }], Strange: { a: 1 } },
    shape,
  )
  t.same(input, { Name: 'abc', Count: 3, List: [{ Value: 'x' }] })
  t.same([typeErrors, violations], [[], []])
  t.same(
    unknown.map(({ location }) => location),
    [['Strange'], ['List', 0, 'More']],
  )
})

t.test('each constraint has its sentence', async (t) => {
  const broken: readonly (readonly [object, readonly string[]])[] = [
    [{}, [at('name', 'Member must not be null')]],
    [{ Name: null }, [at('name', 'Member must not be null')]],
    [
      { Name: 'A' },
      [
        at('name', 'Member must have length greater than or equal to 2'),
        at('name', 'Member must satisfy regular expression pattern: [a-z]+'),
      ],
    ],
    [{ Name: 'abcd' }, [at('name', 'Member must have length less than or equal to 3')]],
    [
      { Name: 'ab', Colour: 'x' },
      [at('colour', 'Member must satisfy enum value set: [red, blue]')],
    ],
    [{ Name: 'ab', Count: 0 }, [at('count', 'Member must have value greater than or equal to 1')]],
    [{ Name: 'ab', Count: 10 }, [at('count', 'Member must have value less than or equal to 9')]],
    [{ Name: 'ab', List: [] }, [at('list', 'Member must have length greater than or equal to 1')]],
    [
      { Name: 'ab', List: [{ Value: 'x' }, {}] },
      [at('list.2.member.value', 'Member must not be null')],
    ],
    [
      { Name: 'ab', Map: { ab: 1, c: 2 } },
      [
        at('map', 'Member must have length less than or equal to 1'),
        at('map.ab', 'Member must have length less than or equal to 1'),
      ],
    ],
    [{ Name: 'ab', Either: {} }, [at('either', 'Member must have exactly one of: One, Other')]],
    [
      { Name: 'ab', Either: { One: 'a', Other: 'b' } },
      [at('either', 'Member must have exactly one of: One, Other')],
    ],
  ]
  for (const [input, sentences] of broken) {
    t.same(notes(checkInput(input as never, shape).violations), sentences, JSON.stringify(input))
  }
  t.same(checkInput({ Name: 'ab', Either: { One: 'a', Other: null } }, shape).violations, [])
})

t.test('another type cannot be read', async (t) => {
  const misread: readonly (readonly [object, string])[] = [
    [{ Name: 7 }, 'NUMBER_VALUE cannot be converted to String.'],
    [{ Name: true }, 'BOOLEAN_VALUE cannot be converted to String.'],
    [{ Name: [] }, 'Start of list found where not expected.'],
    [{ Name: {} }, 'Start of structure or map found where not expected.'],
    [{ Name: 'ab', Count: '1' }, 'STRING_VALUE cannot be converted to Integer.'],
    [{ Name: 'ab', Count: 1.5 }, 'NUMBER_VALUE cannot be converted to Integer.'],
    [{ Name: 'ab', Flag: 'true' }, 'STRING_VALUE cannot be converted to Boolean.'],
    [{ Name: 'ab', List: 'x' }, 'STRING_VALUE cannot be converted to List.'],
    [{ Name: 'ab', List: [null] }, 'NULL_VALUE cannot be converted to Structure.'],
    [{ Name: 'ab', Map: 1 }, 'NUMBER_VALUE cannot be converted to Map.'],
  ]
  for (const [input, sentence] of misread) {
    t.same(notes(checkInput(input as never, shape).typeErrors), [sentence], JSON.stringify(input))
  }
})

t.test('lengths count code points, and places are kept', async (t) => {
  const face: Shape = { type: 'string', max: 1 }
  t.same(checkValue('\u{1f600}', face, []).violations, [])
  const [violation] = checkValue([{}], photos, ['Operations', 3, 'AttributeValue']).violations
  t.same(violation?.location, ['Operations', 3, 'AttributeValue', 0, 'Value'])
})

t.test('ids and ARNs are what the model says', async (t) => {
  const fits = (value: string, each: Shape) => checkValue(value, each, []).violations.length === 0
  for (const id of [
    'd-0123456789',
    'arn:aws:identitystore::123456789012:identitystore/d-0123456789',
    '01234567-0123-0123-0123-0123456789ab',
  ]) {
    t.ok(fits(id, identityStoreId), id)
  }
  for (const id of ['d-012345678', 'd-01234567890', 'D-0123456789', 'x', 'd-0123456789\n']) {
    t.notOk(fits(id, identityStoreId), id)
  }
  for (const id of [
    '9067729b3d-94f1e0b3-c394-48d5-8ab1-2c122a167074',
    'c4488478-a0e1-700e-3d75-96c6bb641596',
    'arn:aws:identitystore:::membership/c4488478-a0e1-700e-3d75-96c6bb641596',
  ]) {
    t.ok(fits(id, resourceId), id)
  }
  t.notOk(fits('c4488478-a0e1-700e-3d75', resourceId))
  t.notOk(fits('a b', nextToken))
})

t.test('every operation of the API reference is there', async (t) => {
  t.equal(Object.keys(storeRequests).length, 23)
})
