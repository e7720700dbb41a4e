import { test } from 'tap'
import {
  currentRuleId,
  formerRuleIds,
  storedRuleIds,
  withCurrentRuleIds,
} from '../../src/identity-center/former-rule-ids.ts'
import { ruleBook } from '../../src/identity-center/rules/rule-book.ts'
import { parseSettings } from '../../src/identity-center/settings/parse-settings.ts'

/** The ids of all 111 rules of version 0.1: settings, snapshots and events of that version name them. */
const idsOf01 = `
  active-omitted address-complete partial-address api-access-key api-alternate-identifier api-constraints
  api-extension api-filter api-identity-store api-identity-store-access api-next-token api-operation api-rate
  api-revision api-serialization api-signature api-signature-date api-signature-incomplete api-signature-missing
  api-unknown-member api-update-path attribute-type bearer-token birthdate-format characters count-range
  create-without-look-up cursor-pattern cursor-stable doubled-slash duplicate-keys email-primary email-required
  filter-format filter-member-not-found filter-member-value-empty forbidden-characters group-changes-100
  group-create-members-100 group-description group-not-found group-quota groups-in-user hand-disabled-member
  hand-disabled-user hand-email hand-external-id hand-members-in-group hand-no-member hand-overwritten
  hand-user-name header-size http-syntax identical-failure-repeated internal-failure json-body json-depth
  json-object line-breaks-in-names list-parameters maximum-length member-not-found member-value membership-exists
  membership-not-found minimum-length nick-name-patch one-primary-photo patch-empty-path patch-group-attributes
  patch-once patch-op patch-operations patch-path patch-path-required patch-user-attributes patch-value
  patch-value-filter pathless-single-attribute pathless-value put-group put-id rate remove-all-members
  remove-required-attribute replace-members request-size request-time request-whole required-attribute
  reserved-name retry-after-ignored route schema-unknown single-value tenant-retired tenant-unknown token-expired
  unique-email unique-external-id unique-group-external-id unique-group-name unique-user-name unknown-attribute
  unknown-schema unsupported-attribute unsupported-sub-attribute user-agent user-name-not-email user-not-found
  user-quota
`
  .trim()
  .split(/\s+/)

const todayIds = new Set(ruleBook.map(({ id }) => id))

test('every rule id of version 0.1 leads to a rule of today', async (t) => {
  t.equal(new Set(idsOf01).size, 111)
  t.same(
    idsOf01.filter((id) => !todayIds.has(currentRuleId(id))),
    [],
  )
})

test('a former rule id leads to one rule of today, and is the id of no rule', async (t) => {
  for (const [former, current] of formerRuleIds) {
    t.ok(idsOf01.includes(former), `${former} was an id`)
    t.ok(todayIds.has(current), `${current} is an id`)
    t.notOk(todayIds.has(former), `${former} is no id any more`)
    t.equal(currentRuleId(former), current)
  }
})

test('no two rules of version 0.1 have become one', async (t) => {
  t.equal(new Set(idsOf01.map(currentRuleId)).size, idsOf01.length)
})

test('stored events are searched for every id that a rule has had', async (t) => {
  t.same(storedRuleIds('hand-email'), ['manual-email-required', 'hand-email'])
  t.same(storedRuleIds('manual-email-required'), ['manual-email-required', 'hand-email'])
  t.same(storedRuleIds('email-primary'), ['email-primary'])
  t.same(storedRuleIds('unheard-of'), ['unheard-of'])
})

test('settings are translated before unknown ids are dropped', async (t) => {
  t.same(parseSettings({ rules: { 'hand-email': 'off', 'unheard-of': 'off' } }), {
    settings: { rules: { 'manual-email-required': 'off' } },
    errors: ['There is no rule unheard-of.'],
  })
})

test('values by former rule ids get the ids of today, which win', async (t) => {
  t.same(withCurrentRuleIds({ 'hand-email': 'off', 'email-primary': 'warn', other: 1 }), {
    'manual-email-required': 'off',
    'email-primary': 'warn',
    other: 1,
  })
  for (const both of [
    { 'hand-email': 'off', 'manual-email-required': 'warn' },
    { 'manual-email-required': 'warn', 'hand-email': 'off' },
  ]) {
    t.same(withCurrentRuleIds(both), { 'manual-email-required': 'warn' })
  }
})
