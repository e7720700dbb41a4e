import { jane } from '../../../src/identity-center/rules/examples/example-request.ts'
import {
  patchUserOperationRules,
  patchUserResultRules,
} from '../../../src/identity-center/rules/patch-user.ts'
import { examine } from '../../helpers/examine.ts'
import { bodyOf, examplesOf, operationsOf } from '../../helpers/example-subjects.ts'
import { patchedUser, patchingUser } from '../../helpers/subjects.ts'

examine(
  patchUserOperationRules,
  examplesOf(patchUserOperationRules, {
    request: 'PATCH /Users',
    read: (example) => patchingUser(...operationsOf(example)),
  }),
)

examine(
  patchUserResultRules,
  examplesOf(
    patchUserResultRules,
    {
      request: 'PATCH /Users',
      read: (example) => patchedUser(example.stored ?? jane, ...operationsOf(example)),
    },
    // What CreateUser and PatchUser have in common: the result is the body.
    {
      request: 'POST /Users',
      read: (example) => ({
        ...patchedUser(bodyOf(example)),
        previous: patchedUser(jane).resource,
      }),
    },
  ),
)
