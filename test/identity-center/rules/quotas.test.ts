import { groupQuota, requestRate, userQuota } from '../../../src/identity-center/rules/quotas.ts'
import { genericText } from '../../../src/identity-center/texts.ts'
import { checkRuleAnswers } from '../../helpers/rule-answers.ts'

checkRuleAnswers([requestRate, userQuota, groupQuota], {
  'request-rate': [429, 'Rate exceeded'],
  'user-quota': [400, genericText],
  'group-quota': [400, genericText],
})
