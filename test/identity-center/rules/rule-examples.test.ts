import t from 'tap'
import { ruleBook } from '../../../src/identity-center/rules/rule-book.ts'
import { findExamples, ruleExamples } from '../../../src/identity-center/rules/rule-examples.ts'

/* That the examples obey and break their rules is tested list by list, in rules/. */

t.test('only rules have examples', async (t) => {
  const ids = ruleBook.map(({ id }) => id)
  t.same(
    Object.keys(ruleExamples).filter((id) => !ids.includes(id)),
    [],
  )
  t.equal(findExamples('no-such-rule'), undefined)
  t.equal(findExamples('constructor'), undefined)
})

t.test('a rule has examples of both kinds', async (t) => {
  for (const [id, { obeys, breaks }] of Object.entries(ruleExamples)) {
    t.ok(obeys.length > 0 && breaks.length > 0, id)
  }
})

t.test('what one request cannot show has none', async (t) => {
  t.same(
    ruleBook.flatMap(({ id }) => (findExamples(id) === undefined ? [id] : [])),
    [
      'cursor-filter-unchanged',
      'tenant-exists',
      'tenant-current',
      'bearer-token-valid',
      'bearer-token-unexpired',
      'request-rate',
      'http-syntax',
      'header-size-max',
      'request-time-max',
      'request-complete',
      'user-exists',
      'group-exists',
      'member-exists',
      'filter-member-exists',
      'user-name-unique',
      'email-unique',
      'external-id-unique',
      'group-display-name-unique',
      'group-external-id-unique',
      'user-quota',
      'group-quota',
      'server-available',
      'api-operation-supported',
      'api-signature-required',
      'api-signature-complete',
      'api-access-key-valid',
      'api-signature-valid',
      'api-signature-fresh',
      'api-identity-store-exists',
      'api-identity-store-own',
      'api-request-rate',
      'api-extension-supported',
      'api-next-token-valid',
      'api-filter-supported',
      'api-alternate-identifier-valid',
      'api-update-path-valid',
      'api-revision-current',
      'group-membership-unique',
      'group-membership-exists',
      'client-look-up-before-create',
      'client-retry-after-honored',
      'client-failure-not-repeated',
      'manual-member-enabled',
      'manual-member-exists',
      'manual-change-overwritten',
    ],
  )
})
