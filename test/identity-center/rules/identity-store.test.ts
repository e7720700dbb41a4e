import t from 'tap'
import { dialectOf, newestEpoch } from '../../../src/identity-center/dialect.ts'
import { refusalOf } from '../../../src/identity-center/judge.ts'
import { identityStoreLaws } from '../../../src/identity-center/rules/identity-store.ts'
import {
  apiUserRules,
  birthdateFormat,
  onePrimaryPhoto,
} from '../../../src/identity-center/rules/identity-store-resources.ts'
import { emailPrimary, userRules } from '../../../src/identity-center/rules/user.ts'
import type { UserSubject } from '../../../src/identity-center/subjects.ts'
import { examine } from '../../helpers/examine.ts'
import { creating } from '../../helpers/subjects.ts'
import { jane } from '../../helpers/user-examples.ts'

const exceptions: Readonly<Record<string, string>> = {
  'api-operation': 'UnknownOperationException',
  'api-signature-missing': 'MissingAuthenticationTokenException',
  'api-signature-incomplete': 'IncompleteSignatureException',
  'api-access-key': 'UnrecognizedClientException',
  'api-signature': 'InvalidSignatureException',
  'api-signature-date': 'InvalidSignatureException',
  'api-serialization': 'SerializationException',
  'api-constraints': 'ValidationException',
  'api-unknown-member': 'ValidationException',
  'api-identity-store': 'ResourceNotFoundException',
  'api-identity-store-access': 'AccessDeniedException',
  'api-rate': 'ThrottlingException',
  'api-extension': 'ValidationException',
  'api-next-token': 'ValidationException',
  'api-filter': 'ValidationException',
  'api-alternate-identifier': 'ValidationException',
  'api-update-path': 'ValidationException',
  'one-primary-photo': 'ValidationException',
  'birthdate-format': 'ValidationException',
  'api-revision': 'ConflictException',
  'membership-exists': 'ConflictException',
  'membership-not-found': 'ResourceNotFoundException',
}
const dialect = dialectOf({}, newestEpoch)

t.test('every law of the API has its exception', async (t) => {
  t.same(
    Object.fromEntries(
      identityStoreLaws.map((law) => [
        law.id,
        refusalOf(law, [{ location: [] }], dialect).exception,
      ]),
    ),
    exceptions,
  )
})

const withExtra = (extra: object): UserSubject => ({ ...creating(jane), extra: extra as never })

examine([onePrimaryPhoto, birthdateFormat], {
  'one-primary-photo': {
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
