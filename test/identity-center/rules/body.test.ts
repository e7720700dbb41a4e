import t from 'tap'
import { bodyReadingRules } from '../../../src/identity-center/rules/body.ts'
import { genericText } from '../../../src/identity-center/texts.ts'
import { checkRuleAnswers } from '../../helpers/rule-answers.ts'

checkRuleAnswers(bodyReadingRules, {
  'body-size-max': [400, genericText],
  'body-json': [400, 'Invalid JSON from RequestBody'],
  'body-depth-max': [400, genericText],
  'body-object': [400, genericText],
})

t.test('the generic text is that of the service', async (t) => {
  t.equal(genericText, 'Request is unparsable, syntactically incorrect, or violates schema.')
})
