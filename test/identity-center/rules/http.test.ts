import { httpRules } from '../../../src/identity-center/rules/http.ts'
import { genericText } from '../../../src/identity-center/texts.ts'
import { checkRuleAnswers } from '../../helpers/rule-answers.ts'

checkRuleAnswers(httpRules, {
  'http-syntax': [400, genericText],
  'header-size-max': [431, genericText],
  'request-time-max': [408, genericText],
  'request-complete': [400, genericText],
})
