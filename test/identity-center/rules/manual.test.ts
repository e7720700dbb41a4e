import t from 'tap'
import { dialectOf, newestEpoch } from '../../../src/identity-center/dialect.ts'
import type { ExampleRequest } from '../../../src/identity-center/rules/examples/example-request.ts'
import {
  manualChangeOverwritten,
  manualEmailRequired,
  manualExternalIdUnchanged,
  manualGroupRules,
  manualMemberEnabled,
  manualRules,
  manualUserRules,
} from '../../../src/identity-center/rules/manual.ts'
import { ruleBook } from '../../../src/identity-center/rules/rule-book.ts'
import { findExamples } from '../../../src/identity-center/rules/rule-examples.ts'
import type { GroupSubject, UserSubject } from '../../../src/identity-center/subjects.ts'
import { readGroup, readUser } from '../../../src/scim/read-resource.ts'
import { examine } from '../../helpers/examine.ts'
import { bodyOf, examplesOf } from '../../helpers/example-subjects.ts'
import { creating, creatingGroup, pathId } from '../../helpers/subjects.ts'

/** The user that a manual change leads to. */
const readUserChange = ({ stored = {}, body }: ExampleRequest): UserSubject => ({
  ...creating({ ...stored, ...body }),
  operation: 'PatchUser',
  pathId,
  previous: readUser(stored).resource,
})

/** The group that a manual change leads to. */
const readGroupChange = ({ stored = {}, body }: ExampleRequest): GroupSubject => ({
  ...creatingGroup({ ...stored, ...body }),
  operation: 'PatchGroup',
  pathId,
  previous: readGroup(stored).resource,
})

const store = '/api/v1/identity-stores/d-1234567890'

examine(
  manualUserRules,
  examplesOf(
    manualUserRules,
    { request: `PATCH ${store}/users`, read: readUserChange },
    { request: `POST ${store}/users`, read: (example) => creating(bodyOf(example)) },
  ),
)

const createdUsers = examplesOf(manualUserRules, {
  request: `POST ${store}/users`,
  read: (example) => creating(bodyOf(example)),
})
examine([manualEmailRequired, manualExternalIdUnchanged], createdUsers)

const createdGroups = examplesOf(manualGroupRules, {
  request: `POST ${store}/groups`,
  read: (example) => {
    const { description = null, ...body } = bodyOf(example)
    return { ...creatingGroup(body), extra: { description } }
  },
})
examine(manualGroupRules, createdGroups)

t.test('an external id that the identity provider gave stays with a manual change', async (t) => {
  const { obeys = [] } = findExamples('manual-external-id-unchanged') ?? {}
  const changes = obeys.filter(({ request }) => request.startsWith(`PATCH ${store}/groups`))
  t.equal(changes.length, 1)
  for (const each of changes) {
    t.same(manualExternalIdUnchanged.check(readGroupChange(each), dialectOf({}, newestEpoch)), [])
  }
})

examine([manualMemberEnabled], {
  'manual-member-enabled': {
    obeys: [{ joining: [] }, { joining: [{ userId: 'x', active: true }] }],
    breaks: [
      {
        joining: [
          { userId: 'x', active: true },
          { userId: 'y', active: false },
        ],
      },
    ],
  },
})

examine([manualChangeOverwritten], {
  'manual-change-overwritten': {
    obeys: [{ overwriting: undefined }],
    breaks: [{ overwriting: 'SCIM wrote it.' }],
  },
})

t.test('the rules of manual changes are the last of the rule book', async (t) => {
  t.same(
    manualRules.filter((rule) => !ruleBook.includes(rule)),
    [],
  )
  t.same(ruleBook.slice(-manualRules.length), manualRules)
})
