import t from 'tap'
import { dialectOf, newestEpoch } from '../../../src/identity-center/dialect.ts'
import { checkInput } from '../../../src/identity-center/identity-store/check-input.ts'
import { scimNames } from '../../../src/identity-center/identity-store/names.ts'
import { identityStoreRequests } from '../../../src/identity-center/identity-store/requests.ts'
import { refusalOf } from '../../../src/identity-center/judge.ts'
import {
  type ExampleRequest,
  jane,
} from '../../../src/identity-center/rules/examples/example-request.ts'
import { identityStoreRules } from '../../../src/identity-center/rules/identity-store.ts'
import {
  apiUserRules,
  birthdateFormat,
  photoSinglePrimary,
} from '../../../src/identity-center/rules/identity-store-resources.ts'
import { findExamples } from '../../../src/identity-center/rules/rule-examples.ts'
import { emailPrimary, userRules } from '../../../src/identity-center/rules/user.ts'
import { isObject } from '../../../src/scim/json-object.ts'
import { examine } from '../../helpers/examine.ts'
import { bodyOf, examplesOf } from '../../helpers/example-subjects.ts'
import { creating } from '../../helpers/subjects.ts'

const exceptions: Readonly<Record<string, string>> = {
  'api-operation-supported': 'UnknownOperationException',
  'api-signature-required': 'MissingAuthenticationTokenException',
  'api-signature-complete': 'IncompleteSignatureException',
  'api-access-key-valid': 'UnrecognizedClientException',
  'api-signature-valid': 'InvalidSignatureException',
  'api-signature-fresh': 'InvalidSignatureException',
  'api-body-object': 'SerializationException',
  'api-member-constraints': 'ValidationException',
  'api-member-known': 'ValidationException',
  'api-identity-store-exists': 'ResourceNotFoundException',
  'api-identity-store-own': 'AccessDeniedException',
  'api-request-rate': 'ThrottlingException',
  'api-extension-supported': 'ValidationException',
  'api-next-token-valid': 'ValidationException',
  'api-filter-supported': 'ValidationException',
  'api-alternate-identifier-valid': 'ValidationException',
  'api-update-path-valid': 'ValidationException',
  'photo-single-primary': 'ValidationException',
  'birthdate-format': 'ValidationException',
  'api-revision-current': 'ConflictException',
  'group-membership-unique': 'ConflictException',
  'group-membership-exists': 'ResourceNotFoundException',
}
const dialect = dialectOf({}, newestEpoch)

t.test('every rule of the API has its exception', async (t) => {
  t.same(
    Object.fromEntries(
      identityStoreRules.map((each) => [
        each.id,
        refusalOf(each, [{ location: [] }], dialect).exception,
      ]),
    ),
    exceptions,
  )
})

const rulesOfUsers = [photoSinglePrimary, birthdateFormat]

examine(
  rulesOfUsers,
  examplesOf(rulesOfUsers, {
    request: 'AWSIdentityStore.CreateUser',
    read: (example) => {
      const extra = scimNames(bodyOf(example))
      return { ...creating(jane), ...(isObject(extra) && { extra }) }
    },
  }),
)

t.test('the input of CreateUser obeys and breaks the rules about members', async (t) => {
  const brokenBy = (example: ExampleRequest) => {
    const { typeErrors, violations, unknown } = checkInput(
      bodyOf(example),
      identityStoreRequests.CreateUser,
    )
    return [
      ...(typeErrors.length > 0 ? ['api-body-object'] : []),
      ...(violations.length > 0 ? ['api-member-constraints'] : []),
      ...(unknown.length > 0 ? ['api-member-known'] : []),
    ]
  }
  for (const id of ['api-body-object', 'api-member-constraints', 'api-member-known']) {
    const { obeys = [], breaks = [] } = findExamples(id) ?? {}
    t.ok(obeys.length > 0 && breaks.length > 0, id)
    for (const example of obeys) t.same(brokenBy(example), [])
    for (const example of breaks) t.same(brokenBy(example), [id])
  }
})

t.test('users obey what SCIM asks of them, but for the primary e-mail address', async (t) => {
  t.same(
    userRules.filter((rule) => !apiUserRules.includes(rule)),
    [emailPrimary],
  )
})
