import t from 'tap'
import { dialectOf, newestEpoch } from '../../../src/identity-center/dialect.ts'
import { refusalOf } from '../../../src/identity-center/judge.ts'
import { cursorStable } from '../../../src/identity-center/rules/list.ts'
import { stateLaws } from '../../../src/identity-center/rules/state.ts'
import { duplicateText, genericText } from '../../../src/identity-center/texts.ts'

const answers: Readonly<Record<string, readonly [number, string]>> = {
  'tenant-unknown': [401, 'Unauthorized'],
  'tenant-retired': [404, 'TENANT does not exist.'],
  'bearer-token': [401, 'Unauthorized'],
  'token-expired': [401, 'Unauthorized'],
  route: [404, 'Endpoint not found.'],
  'put-group': [501, 'Not implemented'],
  rate: [429, 'Rate exceeded'],
  'http-syntax': [400, genericText],
  'header-size': [431, genericText],
  'request-time': [408, genericText],
  'request-whole': [400, genericText],
  'request-size': [400, genericText],
  'json-body': [400, 'Invalid JSON from RequestBody'],
  'json-depth': [400, genericText],
  'json-object': [400, genericText],
  'user-not-found': [404, 'USER not found.'],
  'group-not-found': [404, 'GROUP not found.'],
  'member-not-found': [404, 'USER not found.'],
  'filter-member-not-found': [404, 'USER not found.'],
  'schema-unknown': [400, genericText],
  'unique-user-name': [409, duplicateText],
  'unique-email': [409, duplicateText],
  'unique-external-id': [409, duplicateText],
  'unique-group-name': [409, duplicateText],
  'unique-group-external-id': [409, duplicateText],
  'user-quota': [400, genericText],
  'group-quota': [400, genericText],
  'internal-failure': [500, 'Internal server error'],
}

const dialect = dialectOf({}, newestEpoch)

for (const law of stateLaws) {
  t.test(`${law.id}: ${law.summary}`, async (t) => {
    const { status, detail, retryAfterSeconds, findings } = refusalOf(
      law,
      [{ location: [] }],
      dialect,
    )
    t.same([status, detail], answers[law.id])
    t.equal(retryAfterSeconds, law.id === 'rate' ? 1 : undefined)
    t.same(
      findings.map(({ ruleId, severity }) => [ruleId, severity]),
      [[law.id, 'refused']],
    )
    // What nobody can look away from, no setting switches.
    t.equal(dialectOf({ rules: { [law.id]: 'off' } }, '2019-01-01').level(law), 'refuse')
  })
}

t.test('every answer above is that of a law', async (t) => {
  t.same(
    stateLaws.map(({ id }) => id),
    Object.keys(answers),
  )
  t.equal(duplicateText, 'Refused to create a new, duplicate resource.')
  t.equal(genericText, 'Request is unparsable, syntactically incorrect, or violates schema.')
})

t.test('a cursor that belongs to another list is refused since there are cursors', async (t) => {
  const { status, detail } = refusalOf(cursorStable, [{ location: ['cursor'] }], dialect)
  t.same([status, detail], [400, genericText])
  t.equal(dialectOf({}, '2025-08-31').level(cursorStable), 'off')
})
