import type { CheckedRule } from '../checked-rule.ts'
import type { ExceptionName } from '../exceptions.ts'
import { apiCallsPerSecondMax, signatureAgeMinutesMax } from '../limits.ts'
import type { Rule, Violation } from '../rule.ts'
import { decision, identityStoreApi, report, userGuide } from '../source.ts'
import { birthdateFormat, photoSinglePrimary } from './identity-store-resources.ts'
import { fixedRefusal, switchableWarning } from './presets.ts'

/* Rules of the Identity Store API for requests. Those for users and groups are in identity-store-resources.ts. */

/** For a rule whose violations have the service's text as their note. */
const withNotedText = (exception: ExceptionName) =>
  ({
    ...fixedRefusal,
    answer: { exception, detail: ([first]: readonly Violation[]) => first?.note ?? '' },
  }) as const

const withText = (exception: ExceptionName, text: string) =>
  ({ ...fixedRefusal, answer: { exception, detail: () => text } }) as const

const common = identityStoreApi('CommonErrors')

export const apiOperationSupported: Rule = {
  ...withText('UnknownOperationException', ''),
  id: 'api-operation-supported',
  summary: 'X-Amz-Target names a supported operation of the Identity Store API.',
  source: common,
  certainty: 'assumed',
  remedy:
    'Send the request with an AWS SDK or the AWS CLI. The supported operations are listed in docs/identity-store-api.md.',
}

export const apiSignatureRequired: Rule = {
  ...withText('MissingAuthenticationTokenException', 'Missing Authentication Token'),
  id: 'api-signature-required',
  summary: 'A request of the Identity Store API is signed in its Authorization header.',
  source: common,
  certainty: 'documented',
  remedy:
    'Configure an access key of this identity store in the client. Presigned URLs are not supported.',
}

export const apiSignatureComplete: Rule = {
  ...withNotedText('IncompleteSignatureException'),
  id: 'api-signature-complete',
  summary:
    'The Authorization header of a signed request has a credential, signed headers and a signature.',
  source: common,
  certainty: 'documented',
  remedy: 'Sign with AWS Signature Version 4, as the SDKs do.',
}

export const apiAccessKeyValid: Rule = {
  ...withText(
    'UnrecognizedClientException',
    'The security token included in the request is invalid.',
  ),
  id: 'api-access-key-valid',
  summary: 'A request is signed with an existing access key, without a session token.',
  source: common,
  certainty: 'documented',
  remedy: 'Use a key that `access-key list` shows, and unset AWS_SESSION_TOKEN.',
}

export const apiSignatureValid: Rule = {
  ...withNotedText('InvalidSignatureException'),
  id: 'api-signature-valid',
  summary: 'The signature matches the request, the secret of its access key, and this API.',
  source: common,
  certainty: 'documented',
  remedy:
    'Compare the secret access key with the one that was shown. Check that no proxy changes the Host header or the body.',
}

export const apiSignatureFresh: Rule = {
  ...withNotedText('InvalidSignatureException'),
  id: 'api-signature-fresh',
  summary: `A request was signed at most ${signatureAgeMinutesMax} minutes ago, by the server's clock.`,
  source: common,
  certainty: 'documented',
  remedy: 'Correct the clock of the client, or that of the server.',
}

export const apiBodyObject: Rule = {
  ...withNotedText('SerializationException'),
  id: 'api-body-object',
  summary: 'The body is one JSON object whose members have the types of the API.',
  source: common,
  certainty: 'assumed',
  remedy: 'Send the members with the types of the API reference: text as strings, lists as lists.',
}

const clausesMax = 100

export const apiMemberConstraints: Rule = {
  ...fixedRefusal,
  answer: {
    exception: 'ValidationException',
    detail: (violations) => {
      const clauses = violations.slice(0, clausesMax).map(({ note = '' }) => note)
      return `${violations.length} validation error${violations.length === 1 ? '' : 's'} detected: ${clauses.join('; ')}`
    },
  },
  id: 'api-member-constraints',
  summary: 'The members of a request have the lengths, patterns and ranges of the API.',
  source: common,
  certainty: 'documented',
  remedy: 'Correct the value. The API reference lists the constraints of each member.',
}

export const apiMemberKnown: CheckedRule<readonly Violation[]> = {
  ...switchableWarning,
  id: 'api-member-known',
  summary: 'Every member of a request belongs to its operation. The server ignores others.',
  source: decision('how members are handled that the API does not have'),
  certainty: 'assumed',
  remedy: 'Correct the name of the member, or omit it.',
  check: (unknown) => unknown,
}

export const apiIdentityStoreExists: Rule = {
  ...withText('ResourceNotFoundException', 'IDENTITY_STORE not found.'),
  id: 'api-identity-store-exists',
  summary: 'The identity store that a request names exists.',
  source: identityStoreApi('DescribeUser'),
  certainty: 'documented',
  remedy: 'Find the id with `aws sso-admin list-instances` or `store list`.',
}

export const apiIdentityStoreOwn: Rule = {
  ...withNotedText('AccessDeniedException'),
  id: 'api-identity-store-own',
  summary: 'An access key gives access to its own identity store only.',
  source: report(
    'binbashar/le-tf-infra-aws pull request 874',
    'https://github.com/binbashar/le-tf-infra-aws/pull/874',
    '2025-08',
  ),
  certainty: 'observed',
  remedy: 'Sign with an access key of that store: `access-key create --store <id>`.',
}

export const apiRequestRate: Rule = {
  ...withText('ThrottlingException', 'Rate exceeded'),
  id: 'api-request-rate',
  summary: `An operation of the Identity Store API is called at most ${apiCallsPerSecondMax} times per second.`,
  source: userGuide('limits'),
  certainty: 'documented',
  remedy:
    'Wait as long as the response says, and send fewer requests at once. The SDKs wait by themselves.',
}

export const apiNextTokenValid: Rule = {
  ...withText('ValidationException', 'Invalid NextToken.'),
  id: 'api-next-token-valid',
  summary: 'A NextToken comes from the same operation and the same list.',
  source: identityStoreApi('ListUsers'),
  certainty: 'assumed',
  remedy:
    'Send the token with the members of the request that returned it, or start again without a token.',
}

export const apiFilterSupported: Rule = {
  ...withNotedText('ValidationException'),
  id: 'api-filter-supported',
  summary: 'A filter of users is by UserName, and of groups by DisplayName.',
  source: identityStoreApi('Filter'),
  certainty: 'documented',
  remedy: 'Use GetUserId or GetGroupId for other attributes.',
}

export const apiAlternateIdentifierValid: Rule = {
  ...withNotedText('ValidationException'),
  id: 'api-alternate-identifier-valid',
  summary:
    'The alternate identifier of a user is userName, emails.value or an external id. That of a group is displayName or an external id.',
  source: identityStoreApi('GetUserId'),
  certainty: 'documented',
  remedy: 'Use one of these attributes, with a string as its value.',
}

export const apiUpdatePathValid: Rule = {
  ...withNotedText('ValidationException'),
  id: 'api-update-path-valid',
  summary: 'An update names an attribute that the API can change.',
  source: identityStoreApi('AttributeOperation'),
  certainty: 'assumed',
  remedy:
    'Name an attribute such as displayName, name.familyName or aws:identitystore:enterprise.department. The status and external ids cannot be changed.',
}

export const apiExtensionSupported: Rule = {
  ...withNotedText('ValidationException'),
  id: 'api-extension-supported',
  summary: 'The only extension is aws:identitystore:enterprise.',
  source: identityStoreApi('CreateUser'),
  certainty: 'documented',
  remedy: 'Use the extension `aws:identitystore:enterprise`.',
}

export const groupMembershipUnique: Rule = {
  ...withText('ConflictException', 'Member and Group relationship already exists'),
  id: 'group-membership-unique',
  summary: 'A user has at most one membership in a group.',
  source: report(
    'clients that look for this message',
    'https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_CreateGroupMembership.html',
    '2026-11',
  ),
  certainty: 'observed',
  remedy: 'Call GetGroupMembershipId or IsMemberInGroups first.',
}

export const groupMembershipExists: Rule = {
  ...withText('ResourceNotFoundException', 'GROUP_MEMBERSHIP not found.'),
  id: 'group-membership-exists',
  summary: 'The membership that a request names exists.',
  source: identityStoreApi('DescribeGroupMembership'),
  certainty: 'documented',
  remedy:
    'List the memberships of the group. A membership that was removed and created again has a new id.',
}

export const apiRevisionCurrent: Rule = {
  ...withText('ConflictException', 'The resource was modified since the given revision.'),
  id: 'api-revision-current',
  summary: 'A change that names a revision applies to that revision only.',
  source: identityStoreApi('UpdateUser'),
  certainty: 'documented',
  remedy: 'Read the user or group again, and send its current revision.',
}

/** In the order in which the API checks a request. */
export const identityStoreRules: readonly Rule[] = [
  apiOperationSupported,
  apiSignatureRequired,
  apiSignatureComplete,
  apiAccessKeyValid,
  apiSignatureValid,
  apiSignatureFresh,
  apiBodyObject,
  apiMemberConstraints,
  apiMemberKnown,
  apiIdentityStoreExists,
  apiIdentityStoreOwn,
  apiRequestRate,
  apiExtensionSupported,
  apiNextTokenValid,
  apiFilterSupported,
  apiAlternateIdentifierValid,
  apiUpdatePathValid,
  photoSinglePrimary,
  birthdateFormat,
  apiRevisionCurrent,
  groupMembershipUnique,
  groupMembershipExists,
]
