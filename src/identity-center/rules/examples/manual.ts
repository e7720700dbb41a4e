import type { JsonObject } from '../../../scim/resource.ts'
import { textLengthMax } from '../../limits.ts'
import { admins, type ExampleRequest, type ExamplesByRule, jane } from './example-request.ts'

const users = '/api/v1/identity-stores/d-1234567890/users'
const groups = '/api/v1/identity-stores/d-1234567890/groups'

const { externalId: _user, schemas: _userSchemas, ...user } = jane
const { externalId: _group, schemas: _groupSchemas, ...group } = admins

const createUser = (changes: JsonObject = {}): ExampleRequest => ({
  request: `POST ${users}`,
  body: { ...user, ...changes },
})
const updateUser = (stored: JsonObject, changes: JsonObject): ExampleRequest => ({
  request: `PATCH ${users}/84a8b4c8-10f1-7041-9f2b-0c6d5e4f3a2b`,
  body: changes,
  stored: { ...user, ...stored },
})
const createGroup = (changes: JsonObject = {}): ExampleRequest => ({
  request: `POST ${groups}`,
  body: { ...group, ...changes },
})
const updateGroup = (stored: JsonObject, changes: JsonObject): ExampleRequest => ({
  request: `PATCH ${groups}/74a8f4d8-50b1-7031-2a8c-1d5e7f6a4b3c`,
  body: changes,
  stored: { ...group, ...stored },
})
const described = (description: string | number | null) => createGroup({ description })

export const manualExamples: ExamplesByRule = {
  'manual-user-enabled': {
    obeys: [
      updateUser({ active: true }, { title: 'Guide' }),
      updateUser({ active: false }, { active: true }),
      createUser({ active: false }),
    ],
    breaks: [
      updateUser({ active: false }, { title: 'Guide' }),
      updateUser({ active: false }, { title: 'Guide', active: true }),
      updateUser({ active: false, title: 'Guide' }, { title: null }),
    ],
  },
  'manual-user-name-unchanged': {
    obeys: [createUser(), updateUser({}, { title: 'Guide' })],
    breaks: [
      updateUser({}, { userName: 'other@example.com' }),
      updateUser({}, { userName: 'JANE@example.com' }),
    ],
  },
  'manual-email-required': {
    obeys: [createUser(), updateUser({}, { emails: [{ value: 'x@example.com', primary: true }] })],
    breaks: [createUser({ emails: null }), updateUser({}, { emails: [{ type: 'work' }] })],
  },
  'manual-external-id-unchanged': {
    obeys: [
      createUser(),
      updateUser({ externalId: '7' }, { title: 'Guide' }),
      createGroup(),
      updateGroup({ externalId: '7' }, { displayName: 'Owners' }),
    ],
    breaks: [
      createUser({ externalId: '7' }),
      updateUser({ externalId: '7' }, { externalId: '8' }),
      updateUser({ externalId: '7' }, { externalId: null }),
      createGroup({ externalId: '7' }),
    ],
  },
  'manual-members-separate': {
    obeys: [createGroup()],
    breaks: [createGroup({ members: [{ value: 'user-1' }] })],
  },
  'group-description-format': {
    obeys: [
      createGroup(),
      described(null),
      described('Line 1\r\n\tLine 2: <&> Ä 漢\u3000\u00a0'),
      described('x'.repeat(textLengthMax)),
      described('\u{1f600}'.repeat(textLengthMax)),
    ],
    breaks: [
      described(''),
      described(7),
      described('x'.repeat(textLengthMax + 1)),
      described('a\u200bb'),
      described('\u0000'),
      described('\ud800'),
    ],
  },
}
