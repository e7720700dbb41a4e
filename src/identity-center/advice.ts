import { behaviors } from './behaviors.ts'
import type { Client } from './clients.ts'
import type { Finding } from './rule.ts'

/*
 * Fixes that AWS, the vendors, or the maintainers of open clients have published, and no others. Sources: AWS user
 * guide, the chapters on Okta, Azure AD, OneLogin, JumpCloud, PingFederate and PingOne; Microsoft's AWS tutorial; Ping's
 * connector changelog; the issues that are named.
 */

const harmless = 'it always sends this. It is harmless.'
const replaceFunction = 'remove the character with Replace() in the attribute mapping.'
const readsFirstPage = `older versions see only the first ${behaviors.lists.variants[0].value.pageSize} of a list and treat the others as missing. Update it.`
const noSlash = 'remove the slash at the end of the SCIM endpoint.'
const newerPing = (version: string, does: string) =>
  `use connector ${version} or later, which ${does}.`
const newerAuthentik =
  'update to a release with pull requests 18230 and 20530, which fixed its AWS mode.'

const advice: Readonly<Record<string, Partial<Readonly<Record<Client, string>>>>> = {
  'multi-valued-single-value': {
    Okta: 'the mapping `user.mobilePhone → phoneNumbers` sends a second phone number. Remove it, and the mapping of any second email address.',
    'Entra ID':
      'keep one mapping of phone numbers, `[type eq "work"]`, and one of email addresses. Remove mobile and fax.',
    JumpCloud: 'export only the work email address and the work phone number.',
    PingOne: 'if one of two email attributes is empty, PingOne fills it from the other. Map one.',
  },
  'attribute-required': {
    Okta: 'first name, last name, user name and display name need a value in the profile of every assigned user.',
    'Entra ID':
      'map givenName, surname, displayName and userPrincipalName, with a constant as the default of each that may be empty.',
    PingFederate:
      'userName, displayName, familyName and givenName are required attributes of the connector. Map all of them.',
  },
  'attribute-length-min': {
    Okta: 'an attribute without a value is sent as an empty string. Remove its mapping, or give it a value.',
  },
  'attribute-forbidden-characters': {
    'Entra ID': replaceFunction,
    ssosync:
      'rename the group or user in Google. The usual cause is a colon in a group name (issue 7).',
  },
  'attribute-pattern': { 'Entra ID': replaceFunction },
  'name-single-line': { 'Entra ID': replaceFunction },
  'address-complete': {
    Okta: 'map street, city, state, zip and countryCode: all of them, or none.',
  },
  'address-parts-required': {
    Okta: 'map street, city, state, zip and countryCode: all of them, or none.',
    ssosync: 'it sends an address with only a type, which is accepted.',
  },
  'attribute-supported': {
    Okta: 'remove entitlements and photos from the mapping. The server ignores the `password` that the app sends by itself.',
    JumpCloud: 'the server ignores its `photos`.',
  },
  'sub-attribute-supported': {
    Okta: 'its group push sends `display` with members. It is harmless.',
    OneLogin: 'in the JSON template, keep only `value` in `manager`.',
  },
  'attribute-type': {
    OneLogin: 'in the JSON template, write `emails` as a list: `"emails": [{…}]`.',
  },
  'email-primary': {
    OneLogin: 'in the JSON template, add `"primary": true` to the email address.',
  },
  'schema-urn-known': {
    'Entra ID': harmless,
    OneLogin: 'in the JSON template, use `urn:ietf:params:scim:schemas:core:2.0:User`.',
  },
  'active-present': {
    'idp-scim-sync':
      'it omits `active` for suspended users. The server disables them, as intended.',
  },
  'list-parameters-supported': { Okta: harmless, 'Entra ID': harmless },
  'user-name-unique': {
    'Entra ID':
      'match on userName only. With other matching attributes, Entra ID does not find some users again.',
    ssosync: readsFirstPage,
    'idp-scim-sync': readsFirstPage,
  },
  'group-display-name-unique': { ssosync: readsFirstPage, 'idp-scim-sync': readsFirstPage },
  'client-look-up-before-create': {
    ssosync:
      'it looks up users and groups with the Identity Store API, which this rule does not see.',
  },
  'group-exists': {
    OneLogin:
      'it remembers deleted groups. Refresh its entitlements after deleting a group in AWS.',
  },
  'patch-members-max-100': {
    'idp-scim-sync': 'update it. Newer versions send 100 at a time (issues 62 and 75).',
    authentik: newerAuthentik,
  },
  'patch-members-not-replaced': {
    Okta: '`Push now` replaces all members. The regular push sends only changes.',
    PingFederate: newerPing('1.1.0.5', 'adds and removes members one by one'),
    authentik: newerAuthentik,
  },
  'patch-members-remove-named': {
    PingFederate: newerPing('1.1.0.5', 'removes members one by one'),
  },
  'patch-pathless-single-attribute': {
    'Entra ID': 'remove `aadOptscim062020` from the tenant URL.',
    authentik: newerAuthentik,
  },
  'patch-path-valid': {
    'idp-scim-sync': 'update it. Old versions send `ExternalID` instead of externalId (issue 30).',
  },
  'filter-supported': {
    PingFederate: 'match on userName, not on the work email address.',
  },
  'group-update-by-patch': {
    Okta: "use the AWS app of Okta's catalog, which updates groups by PATCH. Custom SCIM apps use PUT.",
    authentik: newerAuthentik,
  },
  'endpoint-exists': {
    PingFederate: newerPing('1.1.0.6', 'fixes the path, or remove the slash from the base URL'),
  },
  'path-single-slashes': {
    Okta: noSlash,
    OneLogin: noSlash,
    JumpCloud: noSlash,
    ssosync: noSlash,
    PingFederate: newerPing('1.1.0.6', 'fixes the path, or remove the slash from the base URL'),
  },
  'user-agent-required': { PingFederate: newerPing('1.1.0.3', 'sends one') },
  'request-rate': {
    PingFederate: newerPing('1.1.0.4', 'waits and retries'),
    'idp-scim-sync': 'it retries by itself, up to ten times.',
  },
  'client-retry-after-honored': {
    'idp-scim-sync':
      'it waits for its own intervals, from half a second to ten seconds, and succeeds in the end.',
  },
}

/** The ids of the rules with a published fix. */
export const advisedRules: readonly string[] = Object.keys(advice)

/** What the operator of a client does about a violation of this rule, in one or two sentences. */
export const findAdvice = (ruleId: string, client: Client | undefined): string | undefined =>
  client === undefined || !Object.hasOwn(advice, ruleId) ? undefined : advice[ruleId]?.[client]

/** The finding, with the client's own remedy appended to the general one if one is published. */
export const appendAdvice = (finding: Finding, client: Client | undefined): Finding => {
  const advised = findAdvice(finding.ruleId, client)
  return advised === undefined
    ? finding
    : { ...finding, remedy: `${finding.remedy} ${client}: ${advised}` }
}
