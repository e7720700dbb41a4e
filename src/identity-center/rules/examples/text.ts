import type { JsonObject } from '../../../scim/resource.ts'
import { enterpriseUserUrn } from '../../../scim/urn.ts'
import { textLengthMax } from '../../limits.ts'
import { address, createGroup, createUser, type ExamplesByRule } from './example-request.ts'

const named = (name: JsonObject) =>
  createUser({ name: { givenName: 'Jane', familyName: 'Doe', ...name } })

const enterprise = (attributes: JsonObject) => createUser({ [enterpriseUserUrn]: attributes })

export const textExamples: ExamplesByRule = {
  'attribute-length-min': {
    obeys: [createUser(), named({ familyName: ' ' }), createGroup()],
    breaks: [
      named({ familyName: '' }),
      createUser({ externalId: '' }),
      createUser({ title: '' }),
      enterprise({ manager: { value: '' } }),
      createGroup({ displayName: '' }),
    ],
  },
  'attribute-pattern': {
    obeys: [
      named({ familyName: 'Ðöe 😀 \u00a0\u3000' }),
      createUser({ userName: 'jané+ops@example.com' }),
      createUser({ title: 'one\ttwo' }),
      createGroup({ displayName: 'The Admins\u00a0' }),
    ],
    breaks: [
      named({ familyName: 'D\u200boe' }),
      named({ familyName: 'D\u0000oe' }),
      named({ familyName: 'D\ud800oe' }),
      named({ familyName: 'D\u2009oe' }),
      createUser({ userName: 'jane\u200bdoe@example.com' }),
      createUser({ externalId: '70 1984' }),
      enterprise({ department: 'IT\u00ad' }),
      createGroup({ displayName: 'Adm\u200bins' }),
      createGroup({ displayName: 'Adm\u3000ins' }),
      createGroup({ externalId: 'a b' }),
    ],
  },
  'attribute-length-max': {
    obeys: [
      createUser({ userName: `${'j'.repeat(116)}@example.com` }),
      createUser({ externalId: 'x'.repeat(256) }),
      createUser({ displayName: '😀'.repeat(textLengthMax) }),
      createGroup({ displayName: 'x'.repeat(textLengthMax) }),
    ],
    breaks: [
      createUser({ userName: `${'j'.repeat(117)}@example.com` }),
      createUser({ externalId: 'x'.repeat(257) }),
      createUser({ displayName: '😀'.repeat(textLengthMax + 1) }),
      createGroup({ displayName: 'x'.repeat(textLengthMax + 1) }),
      createGroup({ externalId: 'x'.repeat(257) }),
    ],
  },
  'attribute-forbidden-characters': {
    obeys: [
      createUser(),
      createUser({ profileUrl: 'https://example.com/?a;b%20<c>' }),
      createUser({ phoneNumbers: [{ value: 'tel:+1-555' }] }),
      createUser({ emails: [{ value: '50%@example.com', type: 'a:b', primary: true }] }),
      createUser({ locale: 'en:US', timezone: 'a;b', preferredLanguage: 'x%' }),
      createUser({ addresses: [{ ...address, type: 'a:b' }] }),
      enterprise({ manager: { value: 'f:1:2' } }),
      createGroup(),
    ],
    breaks: [
      createUser({ userName: 'f:1:jane@example.com' }),
      createUser({ externalId: 'f:1:2' }),
      named({ formatted: 'Jane <Doe>' }),
      createUser({ displayName: 'Jane; Doe' }),
      createUser({ nickName: 'Jane%' }),
      createUser({ title: 'a > b' }),
      createUser({ userType: 'a:b' }),
      createUser({ addresses: [{ ...address, locality: 'a;b' }] }),
      enterprise({ department: 'a:b' }),
      createGroup({ displayName: 'aws:admins' }),
      createGroup({ externalId: 'a%b' }),
    ],
  },
  'name-single-line': {
    obeys: [createUser(), createUser({ title: 'one\r\ntwo' }), createGroup()],
    breaks: [
      named({ familyName: 'Doe\n' }),
      named({ middleName: 'a\tb' }),
      createUser({ displayName: 'Jane\rDoe' }),
      createGroup({ displayName: 'Adm\tins' }),
    ],
  },
  'name-not-reserved': {
    alsoWarned: ['user-name-email-shaped'],
    obeys: [createUser({ displayName: 'Administrator' }), createGroup()],
    breaks: [
      createUser({ userName: 'Administrator' }),
      createUser({ userName: 'awsadministrators' }),
      createGroup({ displayName: 'AWSAdministrators' }),
      createGroup({ displayName: 'ADMINISTRATOR' }),
    ],
  },
}
