import { createGroup, type ExamplesByRule, patchGroup } from './example-request.ts'

const add = (...members: readonly { readonly value?: string }[]) =>
  patchGroup({ op: 'add', path: 'members', value: members })

export const memberExamples: ExamplesByRule = {
  'member-value-required': {
    obeys: [
      createGroup({ members: [] }),
      createGroup({ members: [{ value: 'user-1' }] }),
      add({ value: 'user-1' }),
      add(),
    ],
    breaks: [
      createGroup({ members: [{ value: '' }] }),
      createGroup({ members: [{ value: 'user-1' }, { type: 'User' }] }),
      add({ value: '' }),
      patchGroup({ op: 'remove', path: 'members', value: [{ display: 'Jane' }] }),
      patchGroup({ op: 'remove', path: 'members[display eq "Jane"]' }),
    ],
  },
}
