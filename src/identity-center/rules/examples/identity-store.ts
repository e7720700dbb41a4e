import type { JsonObject } from '../../../scim/resource.ts'
import type { ExamplesByRule } from './example-request.ts'

const createUser = (attributes: JsonObject = {}) => ({
  request: 'AWSIdentityStore.CreateUser',
  body: { IdentityStoreId: 'd-1234567890', UserName: 'jane@example.com', ...attributes },
})

const photo = (Value: string, Primary: boolean) => ({ Value, Primary })

export const identityStoreExamples: ExamplesByRule = {
  'api-body-object': {
    obeys: [createUser()],
    breaks: [createUser({ Title: 5 }), createUser({ Emails: { Value: 'jane@example.com' } })],
  },
  'api-member-constraints': {
    obeys: [createUser({ Title: 'Guide' })],
    breaks: [createUser({ Title: '' }), createUser({ IdentityStoreId: undefined })],
  },
  'api-member-known': { obeys: [createUser()], breaks: [createUser({ ShoeSize: '42' })] },
  'photo-single-primary': {
    obeys: [
      createUser(),
      createUser({ Photos: [] }),
      createUser({ Photos: [photo('a', true), photo('b', false)] }),
    ],
    breaks: [createUser({ Photos: [photo('a', true), photo('b', true)] })],
  },
  'birthdate-format': {
    obeys: [createUser(), createUser({ Birthdate: '1815-12-10' }), createUser({ Birthdate: null })],
    breaks: ['1815', '1815-13-01', '2023-02-29', '10.12.1815', '1815-12-10T00:00:00Z'].map(
      (Birthdate) => createUser({ Birthdate }),
    ),
  },
}
