import { existenceRules } from '../../../src/identity-center/rules/existence.ts'
import { genericText } from '../../../src/identity-center/texts.ts'
import { checkRuleAnswers } from '../../helpers/rule-answers.ts'

checkRuleAnswers(existenceRules, {
  'user-exists': [404, 'USER not found.'],
  'group-exists': [404, 'GROUP not found.'],
  'member-exists': [404, 'USER not found.'],
  'filter-member-exists': [404, 'USER not found.'],
  'schema-exists': [400, genericText],
})
