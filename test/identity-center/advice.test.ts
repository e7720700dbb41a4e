import t from 'tap'
import { advisedRules, appendAdvice, findAdvice } from '../../src/identity-center/advice.ts'
import { clients } from '../../src/identity-center/clients.ts'
import { findingOf } from '../../src/identity-center/finding.ts'
import { findRule } from '../../src/identity-center/rules/rule-book.ts'
import { multiValuedSingleValue } from '../../src/identity-center/rules/user.ts'

t.test('advice is given on rules that exist', async (t) => {
  for (const id of advisedRules) {
    t.ok(findRule(id), id)
    const given = clients.flatMap((client) => findAdvice(id, client) ?? [])
    t.ok(given.length > 0, id)
    for (const sentence of given) t.match(sentence, /^[^A-Z].*\.$/, sentence)
  }
})

t.test('the remedy for a client follows the general one', async (t) => {
  const finding = findingOf(
    multiValuedSingleValue,
    { location: ['phoneNumbers'] },
    'refused',
    () => '',
  )
  t.equal(
    appendAdvice(finding, 'Okta').remedy,
    `${multiValuedSingleValue.remedy} Okta: the mapping \`user.mobilePhone → phoneNumbers\` sends a second phone number. Remove it, and the mapping of any second email address.`,
  )
  t.equal(appendAdvice(finding, undefined), finding)
  t.equal(appendAdvice(finding, 'Google Workspace'), finding)
})

t.test('a rule named like a property of every object has no advice', async (t) => {
  t.equal(findAdvice('constructor', 'Okta'), undefined)
  t.equal(findAdvice('multi-valued-single-value', undefined), undefined)
})
