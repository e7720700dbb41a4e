import { routingRules } from '../../../src/identity-center/rules/routing.ts'
import { checkRuleAnswers } from '../../helpers/rule-answers.ts'

checkRuleAnswers(routingRules, {
  'endpoint-exists': [404, 'Endpoint not found.'],
  'group-update-by-patch': [501, 'Not implemented'],
})
