import { createGroupMembersMax } from '../../limits.ts'
import { createGroup, type ExamplesByRule } from './example-request.ts'

const withMembers = (count: number) =>
  createGroup({
    members: Array.from({ length: count }, (_, index) => ({ value: `user-${index}` })),
  })

export const createGroupExamples: ExamplesByRule = {
  'group-members-max-100': {
    obeys: [withMembers(createGroupMembersMax)],
    breaks: [withMembers(createGroupMembersMax + 1)],
  },
}
