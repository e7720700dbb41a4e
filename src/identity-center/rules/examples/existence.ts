import { userUrn } from '../../../scim/urn.ts'
import type { ExamplesByRule } from './example-request.ts'

/** Only of schemas: which users and groups exist depends on the store. */
export const existenceExamples: ExamplesByRule = {
  'schema-exists': {
    obeys: [{ request: `GET /Schemas/${userUrn}` }],
    breaks: [{ request: 'GET /Schemas/urn:example:unknown' }],
  },
}
