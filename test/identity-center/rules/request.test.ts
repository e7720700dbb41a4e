import type { ExampleRequest } from '../../../src/identity-center/rules/examples/example-request.ts'
import { bodyRules, requestRules } from '../../../src/identity-center/rules/request.ts'
import { findExamples } from '../../../src/identity-center/rules/rule-examples.ts'
import { parseJson } from '../../../src/scim/json.ts'
import { examine } from '../../helpers/examine.ts'
import { examplesOf } from '../../helpers/example-subjects.ts'

const readRequest = ({ request, headers = {} }: ExampleRequest) => {
  const [method = '', path = ''] = request.split(' ')
  return { method, userAgent: headers['user-agent'], doubledSlash: path.includes('//') }
}

examine(
  requestRules,
  examplesOf(
    requestRules,
    { request: 'PATCH ', read: readRequest },
    { request: 'GET ', read: readRequest },
  ),
)

const readText = ({ body, text = JSON.stringify(body) }: ExampleRequest) => {
  const reading = parseJson(Buffer.from(text))
  return { duplicateKeys: reading.ok && reading.duplicateKeys }
}
const { obeys = [], breaks = [] } = findExamples('body-keys-unique') ?? {}

examine(bodyRules, {
  'body-keys-unique': {
    obeys: obeys.map(readText),
    breaks: breaks.filter(({ text }) => text !== undefined).map(readText),
  },
})
