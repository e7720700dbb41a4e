import { patchMembersMax } from '../../limits.ts'
import { type ExamplesByRule, patchGroup } from './example-request.ts'

const members = (op: string, ...ids: readonly string[]) => ({
  op,
  path: 'members',
  value: ids.map((value) => ({ value })),
})

const several = (op: string, count: number) =>
  members(op, ...Array.from({ length: count }, (_, index) => `user-${index}`))

export const patchGroupExamples: ExamplesByRule = {
  'patch-group-attribute-supported': {
    obeys: [
      patchGroup(members('add', 'user-1')),
      patchGroup({ op: 'replace', path: 'externalId', value: 'x' }),
      patchGroup({ op: 'replace', value: { id: 'another', displayName: 'x' } }),
    ],
    breaks: [
      patchGroup({ op: 'replace', path: 'id', value: 'another' }),
      patchGroup({ op: 'remove', path: 'meta' }),
    ],
  },
  'patch-members-not-replaced': {
    obeys: [patchGroup(members('add', 'user-1'), members('remove', 'user-2'))],
    breaks: [
      patchGroup(members('replace', 'user-1')),
      patchGroup(members('replace')),
      patchGroup({ op: 'replace', path: 'members' }),
      patchGroup({ op: 'replace', value: { members: [{ value: 'user-1' }] } }),
    ],
  },
  'patch-members-remove-named': {
    obeys: [
      patchGroup(members('remove', 'user-1')),
      patchGroup({ op: 'remove', path: 'members[value eq "user-1"]' }),
    ],
    breaks: [patchGroup({ op: 'remove', path: 'members' }), patchGroup(members('remove'))],
  },
  'patch-members-max-100': {
    obeys: [
      patchGroup(several('add', patchMembersMax / 2), several('remove', patchMembersMax / 2)),
    ],
    breaks: [
      patchGroup(several('add', patchMembersMax + 1)),
      patchGroup(several('add', patchMembersMax / 2), several('remove', patchMembersMax / 2 + 1)),
    ],
  },
}
