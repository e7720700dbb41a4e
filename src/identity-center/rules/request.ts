import type { CheckedRule } from '../checked-rule.ts'
import { decision, report } from '../source.ts'
import type { BodySubject, RequestSubject } from '../subjects.ts'
import { forbiddenText } from '../texts.ts'
import { switchableWarning } from './presets.ts'
import { bodyKeysUnique } from './resource.ts'

export const userAgentRequired: CheckedRule<RequestSubject> = {
  ...switchableWarning,
  answer: { exception: 'AccessDeniedException', detail: () => forbiddenText },
  id: 'user-agent-required',
  summary: 'A PATCH request has a User-Agent header.',
  source: report(
    'Ping Identity, changelog of the AWS IAM Identity Center Provisioner, 1.1.0.3',
    'https://docs.pingidentity.com/integrations/amazon/aws_iam_identity_center_provisioner/pf_aws_singlesignon_connector_changelog.html',
    '2025-11',
  ),
  certainty: 'observed', // that it is blocked; the status is not known
  remedy: 'Configure the client to send a User-Agent header.',
  check: ({ method, userAgent }) =>
    method === 'PATCH' && (userAgent === undefined || userAgent === '') ? [{ location: [] }] : [],
}

export const pathSingleSlashes: CheckedRule<RequestSubject> = {
  ...switchableWarning,
  answer: { exception: 'ResourceNotFoundException', detail: () => 'Endpoint not found.' },
  id: 'path-single-slashes',
  summary: 'The path contains no two slashes in a row. The server reads them as one.',
  source: decision('how a path with a doubled slash is answered'),
  certainty: 'assumed',
  remedy: 'Remove the slash at the end of the SCIM endpoint in the identity provider.',
  check: ({ doubledSlash }) => (doubledSlash ? [{ location: [] }] : []),
}

/** Rules for every request, in the order in which the server checks. */
export const requestRules: readonly CheckedRule<RequestSubject>[] = [
  pathSingleSlashes,
  userAgentRequired,
]

/** Rules for every body, before its attributes are read. */
export const bodyRules: readonly CheckedRule<BodySubject>[] = [bodyKeysUnique]
