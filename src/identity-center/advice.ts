import { behaviors } from './behaviors.ts'
import type { Client } from './clients.ts'
import type { Finding } from './rule.ts'

/*
 * Fixes that AWS, the vendors, or the maintainers of open clients have published: AWS user guide, the chapters on Okta,
 * Azure AD, OneLogin, JumpCloud, PingFederate and PingOne; Microsoft's AWS tutorial; Ping's connector changelog; the
 * issues that are named. What nobody has published is not here.
 */

const harmless = 'it always sends this, and it does no harm.'
const replaceFunction = 'take the character out with Replace() in the attribute mapping.'
const readsFirstPage = `older versions see only the first ${behaviors.lists.variants[0].value.pageSize} of a list and take the others for missing; update it.`
const noSlash = 'take the slash off the end of the SCIM endpoint.'
const newerPing = (version: string, does: string) =>
  `use connector ${version} or later, which ${does}.`
const newerAuthentik =
  'update to a release with pull requests 18230 and 20530, which mended its AWS mode.'

const advice: Readonly<Record<string, Partial<Readonly<Record<Client, string>>>>> = {
  'multi-valued-single-value': {
    Okta: 'the mapping `user.mobilePhone → phoneNumbers` sends a second phone; remove it, and that of any second e-mail.',
    'Entra ID':
      'keep one mapping of phone numbers, `[type eq "work"]`, and one of e-mails; remove mobile and fax.',
    JumpCloud: 'export the work e-mail and the work phone only.',
    PingOne:
      'where one of two e-mail attributes is empty, both are filled from the other; map one.',
  },
  'attribute-required': {
    Okta: 'first name, last name, user name and display name need a value in the profile of everybody assigned.',
    'Entra ID':
      'map givenName, surname, displayName and userPrincipalName, with a constant where one may be empty.',
    PingFederate:
      'userName, displayName, familyName and givenName are required attributes of the connector; map them all.',
  },
  'attribute-length-min': {
    Okta: 'an attribute without a value goes out as an empty string; remove its mapping, or give it a value.',
  },
  'attribute-forbidden-characters': {
    'Entra ID': replaceFunction,
    ssosync:
      'rename the group or user in Google; a colon in a group name is the usual one (issue 7).',
  },
  'attribute-pattern': { 'Entra ID': replaceFunction },
  'name-single-line': { 'Entra ID': replaceFunction },
  'address-complete': {
    Okta: 'map street, city, state, zip and countryCode, all of them, or none.',
  },
  'address-parts-required': {
    Okta: 'map street, city, state, zip and countryCode, all of them, or none.',
    ssosync: 'it sends an address of nothing but a type, which is accepted.',
  },
  'attribute-supported': {
    Okta: 'take entitlements and photos out of the mapping; a `password` that the app sends by itself is dropped.',
    JumpCloud: 'its `photos` are dropped.',
  },
  'sub-attribute-supported': {
    Okta: 'its group push sends `display` with members, and that does no harm.',
    OneLogin: 'in the JSON template, leave only `value` in `manager`.',
  },
  'attribute-type': {
    OneLogin: 'in the JSON template, write `emails` as a list: `"emails": [{…}]`.',
  },
  'email-primary': {
    OneLogin: 'in the JSON template, add `"primary": true` to the e-mail.',
  },
  'schema-urn-known': {
    'Entra ID': harmless,
    OneLogin: 'in the JSON template, use `urn:ietf:params:scim:schemas:core:2.0:User`.',
  },
  'active-present': {
    'idp-scim-sync':
      'it leaves `active` out for suspended users, who are then disabled as they should be.',
  },
  'list-parameters-supported': { Okta: harmless, 'Entra ID': harmless },
  'user-name-unique': {
    'Entra ID':
      'match on userName alone; other matching attributes lead to users that it does not find again.',
    ssosync: readsFirstPage,
    'idp-scim-sync': readsFirstPage,
  },
  'group-display-name-unique': { ssosync: readsFirstPage, 'idp-scim-sync': readsFirstPage },
  'client-look-up-before-create': {
    ssosync: 'it reads users and groups by the Identity Store API, which is not seen here.',
  },
  'group-exists': {
    OneLogin:
      'it never forgets a group; refresh its entitlements after a group was deleted in AWS.',
  },
  'patch-members-max-100': {
    'idp-scim-sync': 'update it; newer versions send 100 at a time (issues 62 and 75).',
    authentik: newerAuthentik,
  },
  'patch-members-not-replaced': {
    Okta: '`Push now` replaces all members; the ordinary push sends only what changed.',
    PingFederate: newerPing('1.1.0.5', 'adds and removes members one by one'),
    authentik: newerAuthentik,
  },
  'patch-members-remove-named': {
    PingFederate: newerPing('1.1.0.5', 'removes members one by one'),
  },
  'patch-pathless-single-attribute': {
    'Entra ID': 'take `aadOptscim062020` off the tenant URL.',
    authentik: newerAuthentik,
  },
  'patch-path-valid': {
    'idp-scim-sync': 'update it; old versions wrote `ExternalID` for externalId (issue 30).',
  },
  'filter-supported': {
    PingFederate: 'match on userName, not on the work e-mail.',
  },
  'group-update-by-patch': {
    Okta: "use the AWS app of Okta's catalogue, which patches groups; custom SCIM apps replace them by PUT.",
    authentik: newerAuthentik,
  },
  'endpoint-exists': {
    PingFederate: newerPing('1.1.0.6', 'mends the path; or take the slash off the base URL'),
  },
  'path-single-slashes': {
    Okta: noSlash,
    OneLogin: noSlash,
    JumpCloud: noSlash,
    ssosync: noSlash,
    PingFederate: newerPing('1.1.0.6', 'mends the path; or take the slash off the base URL'),
  },
  'user-agent-required': { PingFederate: newerPing('1.1.0.3', 'sends one') },
  'request-rate': {
    PingFederate: newerPing('1.1.0.4', 'waits and tries again'),
    'idp-scim-sync': 'it tries again by itself, up to ten times.',
  },
  'client-retry-after-honored': {
    'idp-scim-sync':
      'it waits by a measure of its own, from half a second to ten, and gets there in the end.',
  },
}

/** The ids of the laws that somebody has published a fix for. */
export const advisedRules: readonly string[] = Object.keys(advice)

/** What the operator of one client does about one law, in a sentence. */
export const findAdvice = (ruleId: string, client: Client | undefined): string | undefined =>
  client === undefined || !Object.hasOwn(advice, ruleId) ? undefined : advice[ruleId]?.[client]

/** The finding with what is known of the client's own remedy behind the general one. */
export const appendAdvice = (finding: Finding, client: Client | undefined): Finding => {
  const advised = findAdvice(finding.ruleId, client)
  return advised === undefined
    ? finding
    : { ...finding, remedy: `${finding.remedy} ${client}: ${advised}` }
}
