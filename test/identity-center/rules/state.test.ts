import t from 'tap'
import { dialectOf, newestEpoch } from '../../../src/identity-center/dialect.ts'
import { refusalOf } from '../../../src/identity-center/judge.ts'
import { cursorFilterUnchanged } from '../../../src/identity-center/rules/list.ts'
import { stateRules } from '../../../src/identity-center/rules/state.ts'
import { duplicateText, genericText } from '../../../src/identity-center/texts.ts'

const answers: Readonly<Record<string, readonly [number, string]>> = {
  'tenant-exists': [401, 'Unauthorized'],
  'tenant-current': [404, 'TENANT does not exist.'],
  'bearer-token-valid': [401, 'Unauthorized'],
  'bearer-token-unexpired': [401, 'Unauthorized'],
  route: [404, 'Endpoint not found.'],
  'group-update-by-patch': [501, 'Not implemented'],
  rate: [429, 'Rate exceeded'],
  'http-syntax': [400, genericText],
  'header-size-max': [431, genericText],
  'request-time-max': [408, genericText],
  'request-complete': [400, genericText],
  'body-size-max': [400, genericText],
  'body-json': [400, 'Invalid JSON from RequestBody'],
  'body-depth-max': [400, genericText],
  'body-object': [400, genericText],
  'user-exists': [404, 'USER not found.'],
  'group-exists': [404, 'GROUP not found.'],
  'member-exists': [404, 'USER not found.'],
  'filter-member-exists': [404, 'USER not found.'],
  'schema-exists': [400, genericText],
  'user-name-unique': [409, duplicateText],
  'email-unique': [409, duplicateText],
  'external-id-unique': [409, duplicateText],
  'group-display-name-unique': [409, duplicateText],
  'group-external-id-unique': [409, duplicateText],
  'user-quota': [400, genericText],
  'group-quota': [400, genericText],
  'server-available': [500, 'Internal server error'],
}

const dialect = dialectOf({}, newestEpoch)

for (const rule of stateRules) {
  t.test(`${rule.id}: ${rule.summary}`, async (t) => {
    const { status, detail, retryAfterSeconds, findings } = refusalOf(
      rule,
      [{ location: [] }],
      dialect,
    )
    t.same([status, detail], answers[rule.id])
    t.equal(retryAfterSeconds, rule.id === 'request-rate' ? 1 : undefined)
    t.same(
      findings.map(({ ruleId, severity }) => [ruleId, severity]),
      [[rule.id, 'refused']],
    )
    // What nobody can look away from, no setting switches.
    t.equal(dialectOf({ rules: { [rule.id]: 'off' } }, '2019-01-01').level(rule), 'refuse')
  })
}

t.test('every answer above is that of a law', async (t) => {
  t.same(
    stateRules.map(({ id }) => id),
    Object.keys(answers),
  )
  t.equal(duplicateText, 'Refused to create a new, duplicate resource.')
  t.equal(genericText, 'Request is unparsable, syntactically incorrect, or violates schema.')
})

t.test('a cursor that belongs to another list is refused since there are cursors', async (t) => {
  const { status, detail } = refusalOf(cursorFilterUnchanged, [{ location: ['cursor'] }], dialect)
  t.same([status, detail], [400, genericText])
  t.equal(dialectOf({}, '2025-08-31').level(cursorFilterUnchanged), 'off')
})
