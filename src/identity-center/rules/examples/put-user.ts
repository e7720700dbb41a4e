import { type ExamplesByRule, putUser } from './example-request.ts'

export const putUserExamples: ExamplesByRule = {
  'put-id-matches': {
    obeys: [putUser()],
    breaks: [putUser({ id: undefined }), putUser({ id: '' }), putUser({ id: 'another' })],
  },
}
