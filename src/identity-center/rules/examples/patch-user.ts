import { enterpriseUserUrn } from '../../../scim/urn.ts'
import { type ExamplesByRule, patchUser } from './example-request.ts'

const replace = (path: string, value: string) => ({ op: 'replace', path, value })

export const patchUserExamples: ExamplesByRule = {
  'patch-user-attribute-supported': {
    obeys: [
      patchUser({ op: 'add', path: 'roles', value: [{ value: 'one' }] }),
      patchUser(replace(`${enterpriseUserUrn}:manager`, '1')),
      patchUser(replace('emails[type eq "work"].value', 'a@example.com')),
    ],
    breaks: [
      patchUser(replace('password', 'secret')),
      patchUser({ op: 'add', path: 'groups', value: [{ value: 'group-1' }] }),
      patchUser({ op: 'add', value: { photos: [] } }),
      patchUser(replace('id', 'another')),
    ],
  },
  'patch-nick-name-unchanged': {
    asOf: '2022-01-31',
    obeys: [patchUser(replace('title', 'Guide'))],
    breaks: [
      patchUser(replace('nickName', 'Babs')),
      patchUser({ op: 'add', value: { nickName: 'Babs' } }),
    ],
  },
  'patch-attribute-once': {
    obeys: [patchUser(replace('active', 'false'), replace('userName', 'jane'))],
    breaks: [
      patchUser(replace('active', 'false'), { op: 'add', value: { active: true } }),
      patchUser(replace('userName', 'a'), replace('username', 'b')),
    ],
  },
}
