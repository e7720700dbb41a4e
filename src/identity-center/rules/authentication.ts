import type { Rule } from '../rule.ts'
import { developerGuide, report, userGuide } from '../source.ts'
import { unauthorizedText } from '../texts.ts'
import { tokenLifeYears } from '../token-expiry.ts'
import { fixedRefusal, notFound } from './presets.ts'

/* Rules for the tenant id and the bearer token of a request. */

const unauthorized = {
  ...fixedRefusal,
  answer: { exception: 'UnauthorizedException', detail: () => unauthorizedText },
} as const

export const tenantExists: Rule = {
  ...unauthorized,
  id: 'tenant-exists',
  summary: 'The path begins with the tenant id of an endpoint that exists.',
  source: developerGuide('createuser', 'errors'),
  certainty: 'documented',
  remedy: 'Copy the SCIM endpoint again from the settings of automatic provisioning.',
}

export const tenantCurrent: Rule = {
  ...notFound('TENANT does not exist.'),
  id: 'tenant-current',
  summary: 'The tenant id is the current one. Enabling provisioning again creates a new one.',
  source: report(
    'idp-scim-sync issue 42',
    'https://github.com/slashdevops/idp-scim-sync/issues/42',
    '2022-02-11',
  ),
  certainty: 'observed',
  remedy: 'Configure the new SCIM endpoint and a new access token in the identity provider.',
}

export const bearerTokenValid: Rule = {
  ...unauthorized,
  id: 'bearer-token-valid',
  summary: 'Every request has a bearer token of the identity store that its path names.',
  source: developerGuide('createuser', 'errors'),
  certainty: 'documented',
  remedy:
    'Send `Authorization: Bearer <access token>` with a token that was generated for this endpoint and has not been deleted.',
}

export const bearerTokenUnexpired: Rule = {
  ...unauthorized,
  id: 'bearer-token-unexpired',
  summary: `An access token expires ${tokenLifeYears} year after it was generated.`,
  source: userGuide('provision-automatically'),
  certainty: 'documented',
  remedy:
    'Generate a second token, configure it in the identity provider, test the connection, then delete the old token.',
}

/** In the order in which a request is checked. */
export const authenticationRules: readonly Rule[] = [
  tenantExists,
  tenantCurrent,
  bearerTokenValid,
  bearerTokenUnexpired,
]
