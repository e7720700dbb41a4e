import { createGroup, type ExamplesByRule, patchGroup } from './example-request.ts'

export const routingExamples: ExamplesByRule = {
  'endpoint-exists': {
    obeys: [{ request: 'GET /Users' }, { request: 'GET /ServiceProviderConfig' }],
    breaks: [{ request: 'GET /User' }, { request: 'GET /Me' }, { request: 'POST /Bulk' }],
  },
  'group-update-by-patch': {
    obeys: [patchGroup({ op: 'replace', path: 'displayName', value: 'Owners' })],
    breaks: [
      {
        ...createGroup({ displayName: 'Owners' }),
        request: patchGroup().request.replace('PATCH', 'PUT'),
      },
    ],
  },
}
