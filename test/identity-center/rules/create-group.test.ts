import { createGroupRules } from '../../../src/identity-center/rules/create-group.ts'
import { examine } from '../../helpers/examine.ts'
import { bodyOf, examplesOf } from '../../helpers/example-subjects.ts'
import { creatingGroup } from '../../helpers/subjects.ts'

examine(
  createGroupRules,
  examplesOf(createGroupRules, {
    request: 'POST /Groups',
    read: (example) => creatingGroup(bodyOf(example)),
  }),
)
