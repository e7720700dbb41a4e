import t from 'tap'
import { bodyBytesMax } from '../../../src/identity-center/limits.ts'
import { bodyReadingRules } from '../../../src/identity-center/rules/body.ts'
import type { ExampleRequest } from '../../../src/identity-center/rules/examples/example-request.ts'
import { findExamples } from '../../../src/identity-center/rules/rule-examples.ts'
import { genericText } from '../../../src/identity-center/texts.ts'
import { parseJson } from '../../../src/scim/json.ts'
import { isObject } from '../../../src/scim/json-object.ts'
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

t.test('the examples can be read, or not', async (t) => {
  const brokenBy = ({ body, text = JSON.stringify(body) }: ExampleRequest) => {
    const bytes = Buffer.from(text)
    if (bytes.length > bodyBytesMax) return ['body-size-max']
    const reading = parseJson(bytes)
    if (!reading.ok) return [reading.error === 'depth' ? 'body-depth-max' : 'body-json']
    return isObject(reading.value) ? [] : ['body-object']
  }
  for (const { id } of bodyReadingRules) {
    const { obeys = [], breaks = [] } = findExamples(id) ?? {}
    t.ok(obeys.length > 0 && breaks.length > 0, id)
    for (const example of obeys) t.same(brokenBy(example), [])
    for (const example of breaks) t.same(brokenBy(example), [id])
  }
})
