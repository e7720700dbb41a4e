import { createUserRules } from '../../../src/identity-center/rules/create-user.ts'
import { examine } from '../../helpers/examine.ts'
import { bodyOf, examplesOf } from '../../helpers/example-subjects.ts'
import { creating } from '../../helpers/subjects.ts'

examine(
  createUserRules,
  examplesOf(createUserRules, {
    request: 'POST /Users',
    read: (example, asOf) => creating(bodyOf(example), asOf),
  }),
)
