import { depthMax } from '../../../scim/json.ts'
import { bodyBytesMax } from '../../limits.ts'
import { createGroup, createUser, type ExamplesByRule } from './example-request.ts'

const text = (body: string) => ({ request: 'POST /Users', text: body })

export const bodyExamples: ExamplesByRule = {
  'body-size-max': {
    obeys: [createUser()],
    breaks: [createUser({ title: 'x'.repeat(bodyBytesMax) })],
  },
  'body-json': {
    obeys: [createUser(), createGroup()],
    breaks: [text(''), text('{"userName": "jane@example.com",}'), text('userName=jane')],
  },
  'body-depth-max': {
    obeys: [createUser()],
    breaks: [text(`${'{"a":'.repeat(depthMax)}{}${'}'.repeat(depthMax)}`)],
  },
  'body-object': {
    obeys: [createUser()],
    breaks: [text('[]'), text('"jane"'), text('null')],
  },
}
