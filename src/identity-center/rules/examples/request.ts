import { type ExamplesByRule, listUsers, patchUser } from './example-request.ts'

const patch = patchUser({ op: 'replace', path: 'title', value: 'Guide' })
const agent = { 'user-agent': 'Okta SCIM Client 1.0.0' }

export const requestExamples: ExamplesByRule = {
  'path-single-slashes': {
    obeys: [{ request: 'GET /Users', headers: agent }],
    breaks: [{ request: 'GET //Users', headers: agent }],
  },
  'user-agent-required': {
    obeys: [
      { ...patch, headers: agent },
      { ...listUsers({}), headers: {} },
    ],
    breaks: [
      { ...patch, headers: {} },
      { ...patch, headers: { 'user-agent': '' } },
    ],
  },
}
