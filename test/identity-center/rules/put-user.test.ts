import { putUserRules } from '../../../src/identity-center/rules/put-user.ts'
import { examine } from '../../helpers/examine.ts'
import { bodyOf, examplesOf } from '../../helpers/example-subjects.ts'
import { pathId, putting } from '../../helpers/subjects.ts'

examine(
  putUserRules,
  examplesOf(
    putUserRules,
    { request: 'PUT /Users', read: (example) => putting(bodyOf(example), example.stored) },
    // What CreateUser and PutUser have in common: the body gets the id of the path.
    { request: 'POST /Users', read: (example) => putting({ id: pathId, ...bodyOf(example) }) },
  ),
)
