import t from 'tap'
import {
  decision,
  developerGuide,
  formerUserGuide,
  identityStoreApi,
  report,
  rfc7643,
  rfc7644,
  sourceText,
  userGuide,
} from '../../src/identity-center/source.ts'

t.test('every kind of source is cited in one line', async (t) => {
  t.equal(sourceText(rfc7643('2.5')), 'RFC 7643, section 2.5 (Unassigned and Null Values)')
  t.equal(sourceText(rfc7644('3.5.2')), 'RFC 7644, section 3.5.2 (Modifying with PATCH)')
  t.equal(
    sourceText(developerGuide('createuser', 'constraints')),
    'AWS developer guide, createuser, Constraints (2026-11), https://docs.aws.amazon.com/singlesignon/latest/developerguide/createuser.html',
  )
  t.equal(
    sourceText(userGuide('limits')),
    'AWS user guide, limits (2026-11), https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html',
  )
  t.equal(
    sourceText(formerUserGuide('okta-idp', '2021-08')),
    'AWS user guide, okta-idp (2021-08), https://github.com/awsdocs/aws-single-sign-on-user-guide/blob/main/doc_source/okta-idp.md',
  )
  t.equal(
    sourceText(identityStoreApi('CreateUser')),
    'AWS Identity Store API, CreateUser (2026-11), https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_CreateUser.html',
  )
  t.equal(
    sourceText(report('somewhere', 'https://example.com', '2024-01-02')),
    'somewhere (2024-01-02), https://example.com',
  )
  t.equal(sourceText(decision('what happens')), 'our decision: what happens')
})
