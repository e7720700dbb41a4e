import t from 'tap'
import { newestEpoch } from '../../../src/identity-center/dialect.ts'
import { schemaText } from '../../../src/identity-center/discovery.ts'
import { existenceRules } from '../../../src/identity-center/rules/existence.ts'
import { findExamples } from '../../../src/identity-center/rules/rule-examples.ts'
import { genericText } from '../../../src/identity-center/texts.ts'
import { checkRuleAnswers } from '../../helpers/rule-answers.ts'

checkRuleAnswers(existenceRules, {
  'user-exists': [404, 'USER not found.'],
  'group-exists': [404, 'GROUP not found.'],
  'member-exists': [404, 'USER not found.'],
  'filter-member-exists': [404, 'USER not found.'],
  'schema-exists': [400, genericText],
})

t.test('the examples name schemas that exist, and one that does not', async (t) => {
  const { obeys = [], breaks = [] } = findExamples('schema-exists') ?? {}
  t.ok(obeys.length > 0 && breaks.length > 0)
  const isFound = (request: string) =>
    schemaText(request.replace('GET /Schemas/', ''), newestEpoch) !== undefined
  for (const { request } of obeys) t.ok(isFound(request), request)
  for (const { request } of breaks) t.notOk(isFound(request), request)
})
