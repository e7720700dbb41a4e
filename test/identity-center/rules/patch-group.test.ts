import {
  patchGroupOperationRules,
  patchGroupResultRules,
} from '../../../src/identity-center/rules/patch-group.ts'
import { examine } from '../../helpers/examine.ts'
import { admins, groupExamples } from '../../helpers/group-examples.ts'
import { patchExamples } from '../../helpers/patch-examples.ts'
import { patchedGroup, patchingGroup } from '../../helpers/subjects.ts'
import { readExamples } from '../../helpers/user-examples.ts'

const members = (op: string, ...ids: readonly string[]) => ({
  op,
  path: 'members',
  value: ids.map((value) => ({ value })),
})

const several = (op: string, count: number) =>
  members(op, ...Array.from({ length: count }, (_, index) => `user-${index}`))

examine(patchGroupOperationRules, {
  ...patchExamples((operations) => patchingGroup(...operations)),
  'patch-group-attribute-supported': {
    keeps: [
      patchingGroup(members('add', 'user-1')),
      patchingGroup({ op: 'replace', path: 'externalId', value: 'x' }),
      patchingGroup({ op: 'replace', value: { id: 'another', displayName: 'x' } }),
    ],
    breaks: [
      patchingGroup({ op: 'replace', path: 'id', value: 'another' }),
      patchingGroup({ op: 'remove', path: 'meta' }),
    ],
  },
  'patch-required-attribute-kept': {
    keeps: [patchingGroup({ op: 'remove', path: 'externalId' })],
    breaks: [patchingGroup({ op: 'remove', path: 'displayName' })],
  },
  'patch-members-not-replaced': {
    keeps: [patchingGroup(members('add', 'user-1'), members('remove', 'user-2'))],
    breaks: [
      patchingGroup(members('replace', 'user-1')),
      patchingGroup(members('replace')),
      patchingGroup({ op: 'replace', path: 'members' }),
      patchingGroup({ op: 'replace', value: { members: [{ value: 'user-1' }] } }),
    ],
  },
  'patch-members-remove-named': {
    keeps: [
      patchingGroup(members('remove', 'user-1')),
      patchingGroup({ op: 'remove', path: 'members[value eq "user-1"]' }),
    ],
    breaks: [patchingGroup({ op: 'remove', path: 'members' }), patchingGroup(members('remove'))],
  },
  'member-value-required': {
    keeps: [patchingGroup(members('add', 'user-1')), patchingGroup(members('add'))],
    breaks: [
      patchingGroup(members('add', '')),
      patchingGroup({ op: 'remove', path: 'members', value: [{ display: 'Jane' }] }),
      patchingGroup({ op: 'remove', path: 'members[display eq "Jane"]' }),
    ],
  },
  'patch-members-max-100': {
    keeps: [patchingGroup(several('add', 50), several('remove', 50))],
    breaks: [
      patchingGroup(several('add', 101)),
      patchingGroup(several('add', 50), several('remove', 51)),
    ],
  },
})

const { 'body-keys-unique': duplicates, 'schema-urn-known': schemas, ...others } = groupExamples

examine(patchGroupResultRules, {
  ...readExamples(
    { ...others, 'body-keys-unique': duplicates, 'schema-urn-known': schemas },
    (body) => patchedGroup(body),
  ),
  'sub-attribute-supported': {
    keeps: [patchedGroup(admins)],
    breaks: [patchedGroup({ ...admins, members: [{ value: 'x', display: 'y' }] })],
  },
})
