import t from 'tap'
import { explainedText } from '../../src/identity-center/explained-text.ts'
import type { Finding } from '../../src/identity-center/rule.ts'

const finding: Finding = {
  ruleId: 'attribute-pattern',
  severity: 'refused',
  path: 'name.familyName',
  pointer: '/name/familyName',
  value: 'Hop<U+200B>per',
  sentence: 'Text holds letters.',
  source: 'a page',
  certainty: 'documented',
  remedy: 'Remove them.',
}
const bare: Finding = { ...finding, ruleId: 'bearer-token-valid', path: '', pointer: '', value: '' }

t.test('a refusal that is explained', async (t) => {
  t.test('names the rule, the attribute, the value, and what to do', async (t) => {
    t.equal(
      explainedText('Unparsable.', [finding]),
      'Unparsable. [attribute-pattern: name.familyName "Hop<U+200B>per"] Text holds letters. Remove them.',
    )
    t.equal(
      explainedText('Unauthorized', [bare]),
      'Unauthorized [bearer-token-valid] Text holds letters. Remove them.',
    )
  })

  t.test('says nothing of warnings, and no more than five reasons', async (t) => {
    t.equal(explainedText('No.', [{ ...finding, severity: 'warning' }]), 'No.')
    const many = explainedText('No.', Array(7).fill(finding))
    t.equal(many.split('[attribute-pattern').length, 6)
    t.ok(many.endsWith(' And 2 more; see the event.'))
  })
})
