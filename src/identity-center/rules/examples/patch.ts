import { type ExamplesByRule, patchGroup, patchUser } from './example-request.ts'

const replace = (path: string, value: string) => ({ op: 'replace', path, value })
const fine = replace('displayName', 'Another')

export const patchExamples: ExamplesByRule = {
  'patch-operations-required': { obeys: [patchUser(fine)], breaks: [patchUser()] },
  'patch-op-valid': {
    obeys: [patchUser({ ...fine, op: 'Replace' })],
    breaks: [
      patchUser({ path: 'displayName', value: 'x' }),
      patchUser(fine, { ...fine, op: 'move' }),
    ],
  },
  'patch-path-required': {
    obeys: [patchUser({ op: 'remove', path: 'externalId' })],
    breaks: [patchUser({ op: 'remove' }), patchUser({ op: 'REMOVE', value: 'x' })],
  },
  'patch-path-not-empty': { obeys: [patchUser(fine)], breaks: [patchUser(replace('', 'x'))] },
  'patch-path-filter-valid': {
    obeys: [
      patchUser(replace('emails[type eq "work"].value', 'a@example.com')),
      patchGroup({ op: 'remove', path: 'members[value eq "user-1"]' }),
    ],
    breaks: [
      patchUser(replace('emails[type sw "w"].value', 'a@example.com')),
      patchGroup({ op: 'remove', path: 'members[value sw "1"]' }),
    ],
  },
  'patch-path-valid': {
    obeys: [
      patchUser(replace('DISPLAYNAME', 'x')),
      patchUser({ op: 'add', value: { externalId: 'x' } }),
    ],
    breaks: [
      patchUser(replace('shoeSize', 'x')),
      patchUser(replace('displayName.', 'x')),
      patchUser({ op: 'replace', value: { ExternalID: 'x' } }),
    ],
  },
  'patch-value-required': {
    obeys: [patchUser(fine)],
    breaks: [patchUser({ op: 'add', path: 'displayName' }), patchUser({ op: 'replace' })],
  },
  'patch-pathless-value-object': {
    obeys: [patchUser({ op: 'replace', value: { displayName: 'x' } })],
    breaks: [patchUser({ op: 'replace', value: 'x' }), patchUser({ op: 'add', value: [{}] })],
  },
  'patch-pathless-single-attribute': {
    obeys: [
      patchUser({ op: 'replace', value: { id: 'x', displayName: 'x' } }),
      patchUser(
        { op: 'replace', value: { displayName: 'x' } },
        { op: 'replace', value: { externalId: 'x' } },
      ),
    ],
    breaks: [patchUser({ op: 'replace', value: { displayName: 'x', externalId: 'x' } })],
  },
  'patch-required-attribute-kept': {
    obeys: [
      ...['title', 'name.middleName', 'emails'].map((path) => patchUser({ op: 'remove', path })),
      patchGroup({ op: 'remove', path: 'externalId' }),
    ],
    breaks: [
      ...['userName', 'active', 'displayName', 'name', 'name.givenName', 'NAME.familyname'].map(
        (path) => patchUser({ op: 'remove', path }),
      ),
      patchGroup({ op: 'remove', path: 'displayName' }),
    ],
  },
}
