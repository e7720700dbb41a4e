import t from 'tap'
import { dialectOf, newestEpoch } from '../../../src/identity-center/dialect.ts'
import { refusalOf } from '../../../src/identity-center/judge.ts'
import type { ExampleRequest } from '../../../src/identity-center/rules/examples/example-request.ts'
import {
  cursorFilterUnchanged,
  listGroupsRules,
  listUsersRules,
} from '../../../src/identity-center/rules/list.ts'
import { genericText } from '../../../src/identity-center/texts.ts'
import { examine } from '../../helpers/examine.ts'
import { examplesOf, queryOf } from '../../helpers/example-subjects.ts'
import { listing } from '../../helpers/subjects.ts'

examine(
  listUsersRules,
  examplesOf(listUsersRules, {
    request: 'GET /Users',
    read: (example) => listing('ListUsers', queryOf(example)),
  }),
)

const readGroups = (example: ExampleRequest) => listing('ListGroups', queryOf(example))

examine(
  listGroupsRules,
  examplesOf(
    listGroupsRules,
    { request: 'GET /Groups', read: readGroups },
    { request: 'GET /Users', read: readGroups }, // parameters that both lists have
  ),
)

t.test('a cursor of another list is refused since there are cursors', async (t) => {
  const { status, detail } = refusalOf(
    cursorFilterUnchanged,
    [{ location: ['cursor'] }],
    dialectOf({}, newestEpoch),
  )
  t.same([status, detail], [400, genericText])
  t.equal(dialectOf({}, '2025-08-31').level(cursorFilterUnchanged), 'off')
})
