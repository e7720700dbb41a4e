import { serverAvailable } from '../../../src/identity-center/rules/availability.ts'
import { checkRuleAnswers } from '../../helpers/rule-answers.ts'

checkRuleAnswers([serverAvailable], {
  'server-available': [500, 'Internal server error'],
})
