import {
  patchGroupOperationRules,
  patchGroupResultRules,
} from '../../../src/identity-center/rules/patch-group.ts'
import { examine } from '../../helpers/examine.ts'
import { bodyOf, examplesOf, operationsOf } from '../../helpers/example-subjects.ts'
import { patchedGroup, patchingGroup } from '../../helpers/subjects.ts'

const read = (example: Parameters<typeof operationsOf>[0]) =>
  patchingGroup(...operationsOf(example))

examine(
  patchGroupOperationRules,
  examplesOf(
    patchGroupOperationRules,
    { request: 'PATCH /Groups', read },
    { request: 'PATCH /Users', read }, // what every PATCH has in common
  ),
)

examine(
  patchGroupResultRules,
  examplesOf(patchGroupResultRules, {
    request: 'POST /Groups',
    read: (example) => patchedGroup(bodyOf(example)),
  }),
)
