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
  summary: 'A PATCH says in User-Agent who sends it.',
  source: report(
    'Ping Identity, changelog of the AWS IAM Identity Center Provisioner, 1.1.0.3',
    'https://docs.pingidentity.com/integrations/amazon/aws_iam_identity_center_provisioner/pf_aws_singlesignon_connector_changelog.html',
    '2025-11',
  ),
  certainty: 'observed', // that it is blocked; the status is not recorded
  remedy: 'Have the client send a User-Agent header.',
  check: ({ method, userAgent }) =>
    method === 'PATCH' && (userAgent === undefined || userAgent === '') ? [{ location: [] }] : [],
}

export const pathSingleSlashes: CheckedRule<RequestSubject> = {
  ...switchableWarning,
  answer: { exception: 'ResourceNotFoundException', detail: () => 'Endpoint not found.' },
  id: 'path-single-slashes',
  summary: 'The path holds no two slashes in a row; they are taken for one.',
  source: decision('how a path with a doubled slash is answered'),
  certainty: 'assumed',
  remedy: 'Take the slash off the end of the SCIM endpoint in the identity provider.',
  check: ({ doubledSlash }) => (doubledSlash ? [{ location: [] }] : []),
}

/** What concerns every request; in the order of complaints. */
export const requestRules: readonly CheckedRule<RequestSubject>[] = [
  pathSingleSlashes,
  userAgentRequired,
]

/** What concerns every body, before anything is read from it. */
export const bodyRules: readonly CheckedRule<BodySubject>[] = [bodyKeysUnique]
