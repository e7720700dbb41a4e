import { createGroupRules } from '../../../src/identity-center/rules/create-group.ts'
import { examine } from '../../helpers/examine.ts'
import { admins, groupExamples } from '../../helpers/group-examples.ts'
import { creatingGroup } from '../../helpers/subjects.ts'
import { readExamples } from '../../helpers/user-examples.ts'

const withMembers = (...members: { value?: string; type?: string; display?: string }[]) =>
  creatingGroup({ ...admins, members })

const several = (count: number) =>
  withMembers(...Array.from({ length: count }, (_, index) => ({ value: `user-${index}` })))

examine(createGroupRules, {
  ...readExamples(groupExamples, creatingGroup),
  'member-value-required': {
    keeps: [withMembers(), withMembers({ value: 'user-1' })],
    breaks: [withMembers({ value: '' }), withMembers({ value: 'user-1' }, { type: 'User' })],
  },
  'group-members-max-100': { keeps: [several(100)], breaks: [several(101)] },
  'sub-attribute-supported': {
    keeps: [withMembers({ value: 'user-1' })],
    breaks: [withMembers({ value: 'user-1', display: 'Jane' })],
  },
})
