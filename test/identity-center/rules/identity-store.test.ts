import t from 'tap'
import { dialectOf, newestEpoch } from '../../../src/identity-center/dialect.ts'
import { refusalOf } from '../../../src/identity-center/judge.ts'
import { identityStoreRules } from '../../../src/identity-center/rules/identity-store.ts'
import {
  apiUserRules,
  birthdateFormat,
  photoSinglePrimary,
} from '../../../src/identity-center/rules/identity-store-resources.ts'
import { emailPrimary, userRules } from '../../../src/identity-center/rules/user.ts'
import type { UserSubject } from '../../../src/identity-center/subjects.ts'
import { examine } from '../../helpers/examine.ts'
import { creating } from '../../helpers/subjects.ts'
import { jane } from '../../helpers/user-examples.ts'

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

t.test('every law of the API has its exception', async (t) => {
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

const withExtra = (extra: object): UserSubject => ({ ...creating(jane), extra: extra as never })

examine([photoSinglePrimary, birthdateFormat], {
  'photo-single-primary': {
    keeps: [
      creating(jane),
      withExtra({ photos: [] }),
      withExtra({
        photos: [
          { value: 'a', primary: true },
          { value: 'b', primary: false },
        ],
      }),
    ],
    breaks: [
      withExtra({
        photos: [
          { value: 'a', primary: true },
          { value: 'b', primary: true },
        ],
      }),
    ],
  },
  'birthdate-format': {
    keeps: [creating(jane), withExtra({ birthdate: '1815-12-10' }), withExtra({ birthdate: null })],
    breaks: ['1815', '1815-13-01', '2023-02-29', '10.12.1815', '1815-12-10T00:00:00Z', ''].map(
      (birthdate) => withExtra({ birthdate }),
    ),
  },
})

t.test('users obey what SCIM asks of them, but for the primary e-mail address', async (t) => {
  t.same(
    userRules.filter((rule) => !apiUserRules.includes(rule)),
    [emailPrimary],
  )
})
