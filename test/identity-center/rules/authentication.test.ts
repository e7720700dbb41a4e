import { authenticationRules } from '../../../src/identity-center/rules/authentication.ts'
import { checkRuleAnswers } from '../../helpers/rule-answers.ts'

checkRuleAnswers(authenticationRules, {
  'tenant-exists': [401, 'Unauthorized'],
  'tenant-current': [404, 'TENANT does not exist.'],
  'bearer-token-valid': [401, 'Unauthorized'],
  'bearer-token-unexpired': [401, 'Unauthorized'],
})
