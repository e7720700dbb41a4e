import { enterpriseUserUrn } from '../../../scim/urn.ts'
import { createGroup, createUser, type ExamplesByRule } from './example-request.ts'

const entraGroupUrn = 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'

export const resourceExamples: ExamplesByRule = {
  'attribute-type': {
    alsoWarned: ['active-present'], // a wrong type is left out
    obeys: [
      createUser(),
      createUser({ active: 'True' }),
      createUser({ title: null }),
      createGroup(),
    ],
    breaks: [
      createUser({ title: 5 }),
      createUser({ emails: { value: 'jane@example.com' } }),
      createUser({ active: 'maybe' }),
      createGroup({ externalId: 7 }),
    ],
  },
  'attribute-required': {
    obeys: [createUser(), createGroup()],
    breaks: [
      createUser({ userName: undefined }),
      createUser({ name: undefined }),
      createUser({ displayName: null }),
      createUser({ name: { givenName: 'Jane' } }),
      createUser({ name: { familyName: 'Doe' } }),
      createGroup({ displayName: undefined }),
      createGroup({ displayName: null }),
    ],
  },
  'sub-attribute-supported': {
    obeys: [createUser(), createGroup({ members: [{ value: 'user-1' }] })],
    breaks: [
      createUser({ emails: [{ value: 'jane@example.com', primary: true, display: 'Jane' }] }),
      createUser({ [enterpriseUserUrn]: { manager: { value: '1', displayName: 'Boss' } } }),
      createGroup({ members: [{ value: 'user-1', display: 'Jane' }] }),
    ],
  },
  'attribute-known': {
    obeys: [createUser(), createGroup()],
    breaks: [createUser({ shoeSize: 42 }), createGroup({ description: 'x' })],
  },
  'schema-urn-known': {
    obeys: [
      createUser(),
      createUser({ schemas: [enterpriseUserUrn] }),
      createUser({ schemas: null }),
      createGroup(),
    ],
    breaks: [
      createUser({ schemas: ['urn:scim:schemas:core:1.0'] }),
      createGroup({ schemas: [entraGroupUrn] }),
    ],
  },
  'body-keys-unique': {
    obeys: [createUser(), createGroup()],
    breaks: [
      createUser({ displayname: 'Another' }),
      createGroup({ DisplayName: 'Others' }),
      { request: 'POST /Groups', text: '{"displayName": "Admins", "displayName": "Others"}' },
    ],
  },
}
