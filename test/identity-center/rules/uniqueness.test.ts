import t from 'tap'
import { uniquenessRules } from '../../../src/identity-center/rules/uniqueness.ts'
import { duplicateText } from '../../../src/identity-center/texts.ts'
import { checkRuleAnswers } from '../../helpers/rule-answers.ts'

checkRuleAnswers(uniquenessRules, {
  'user-name-unique': [409, duplicateText],
  'email-unique': [409, duplicateText],
  'external-id-unique': [409, duplicateText],
  'group-display-name-unique': [409, duplicateText],
  'group-external-id-unique': [409, duplicateText],
})

t.test('the text about duplicates is that of the service', async (t) => {
  t.equal(duplicateText, 'Refused to create a new, duplicate resource.')
})
