import type { Rule } from '../rule.ts'
import { decision, developerGuide, report, rfc7644, userGuide } from '../source.ts'
import { duplicateText, internalText, rateText, unauthorizedText } from '../texts.ts'
import { httpRules } from './http.ts'
import { binding } from './kinds.ts'

const unauthorized = {
  ...binding,
  answer: { exception: 'UnauthorizedException', detail: () => unauthorizedText },
} as const

const unreadable = { ...binding, answer: { exception: 'ValidationException' } } as const

const notFound = (detail: string) =>
  ({
    ...binding,
    answer: { exception: 'ResourceNotFoundException', detail: () => detail },
  }) as const

/** Of these words the service's log has only `GroupDisplayName` in public; the others follow from it. */
const conflict = (taken: string) =>
  ({
    ...binding,
    answer: {
      exception: 'ConflictException',
      detail: () => duplicateText,
      logged: () => `Duplicate ${taken}`,
    },
  }) as const

export const bearerTokenValid: Rule = {
  ...unauthorized,
  id: 'bearer-token-valid',
  summary: 'Every request carries a bearer token of the identity store that its path names.',
  source: developerGuide('createuser', 'errors'),
  certainty: 'documented',
  remedy:
    'Send `Authorization: Bearer <access token>` with a token that has not been deleted, to the endpoint it was made for.',
}

export const bearerTokenUnexpired: Rule = {
  ...unauthorized,
  id: 'bearer-token-unexpired',
  summary: 'An access token is accepted for one year.',
  source: userGuide('provision-automatically'),
  certainty: 'documented',
  remedy:
    'Generate a second token, give it to the identity provider, test, then delete the old one.',
}

export const tenantExists: Rule = {
  ...unauthorized,
  id: 'tenant-exists',
  summary: 'The path begins with the tenant id of an endpoint that exists.',
  source: developerGuide('createuser', 'errors'),
  certainty: 'documented',
  remedy: 'Copy the SCIM endpoint again from where provisioning was enabled.',
}

export const tenantCurrent: Rule = {
  ...notFound('TENANT does not exist.'),
  id: 'tenant-current',
  summary: 'The tenant id is the current one: enabling provisioning again gives a new one.',
  source: report(
    'idp-scim-sync issue 42',
    'https://github.com/slashdevops/idp-scim-sync/issues/42',
    '2022-02-11',
  ),
  certainty: 'observed',
  remedy: 'Give the identity provider the new SCIM endpoint and a new access token.',
}

export const endpointExists: Rule = {
  ...notFound('Endpoint not found.'),
  id: 'endpoint-exists',
  summary: 'The path and method are those of one of the fifteen operations.',
  source: userGuide('scim-logging-using-cloudtrail'),
  certainty: 'documented',
  remedy:
    'Compare the path with the list of operations; a base URL that lost or doubled its last slash is the usual cause.',
}

export const groupUpdateByPatch: Rule = {
  ...binding,
  answer: { exception: 'NotImplementedException', detail: () => 'Not implemented' },
  id: 'group-update-by-patch',
  summary: 'A group is changed by PATCH; it cannot be replaced by PUT.',
  source: report(
    'README of the aws_idc_scim client',
    'https://github.com/jief123/aws-idc-scim',
    '2026-11',
  ),
  certainty: 'observed',
  remedy: 'Have the identity provider update groups by PATCH with add and remove operations.',
}

export const bodySizeMax: Rule = {
  ...unreadable,
  id: 'body-size-max',
  summary: 'A body has no more than 1,048,576 bytes.',
  source: developerGuide('serviceproviderconfig'),
  certainty: 'assumed', // published as the limit of bulk requests, which are not supported
  remedy: 'Send fewer members at once, or shorter values.',
}

export const bodyJson: Rule = {
  ...binding,
  answer: {
    exception: 'ValidationException',
    detail: () => 'Invalid JSON from RequestBody',
  },
  id: 'body-json',
  summary: 'The body is JSON, in UTF-8.',
  source: userGuide('scim-logging-using-cloudtrail'),
  certainty: 'documented',
  remedy: 'Send JSON; look for a missing body, a cut one, a stray comma, or another encoding.',
}

export const bodyDepthMax: Rule = {
  ...unreadable,
  id: 'body-depth-max',
  summary:
    'The body does not nest objects and lists more than 64 deep, which is deeper than any resource.',
  source: decision('how deeply a body may be nested'),
  certainty: 'assumed',
  remedy: 'Send the attributes of the schema as they are, not wrapped in others.',
}

export const bodyObject: Rule = {
  ...unreadable,
  id: 'body-object',
  summary: 'The body is one JSON object.',
  source: rfc7644('3.3'),
  certainty: 'assumed',
  remedy: 'Send one resource or one PatchOp message, not a list of them.',
}

export const userExists: Rule = {
  ...notFound('USER not found.'),
  id: 'user-exists',
  summary: 'The user that the path names exists.',
  source: developerGuide('getuser', 'errors'),
  certainty: 'documented',
  remedy: 'Look the user up by userName: one that was deleted and created again has a new id.',
}

export const groupExists: Rule = {
  ...notFound('GROUP not found.'),
  id: 'group-exists',
  summary: 'The group that the path names exists.',
  source: developerGuide('getgroup', 'errors'),
  certainty: 'documented',
  remedy: 'Look the group up by displayName: one that was deleted and created again has a new id.',
}

export const memberExists: Rule = {
  ...notFound('USER not found.'),
  id: 'member-exists',
  summary: 'Every member that is added is a user that exists; a group cannot be a member.',
  source: report('ssosync issue 42', 'https://github.com/awslabs/ssosync/issues/42', '2021'),
  certainty: 'observed',
  remedy: 'Provision the user first, and send the id that the answer gave.',
}

export const filterMemberExists: Rule = {
  ...notFound('USER not found.'),
  id: 'filter-member-exists',
  summary: 'A list of groups is filtered by a member that exists.',
  source: developerGuide('listgroups', 'errors'),
  certainty: 'documented',
  remedy: 'Look the user up first; a deleted user is in no group.',
}

export const schemaExists: Rule = {
  ...unreadable,
  id: 'schema-exists',
  summary: 'The schema asked for is one of the three that ListSchemas gives.',
  source: developerGuide('getschema', 'errors'),
  certainty: 'documented', // its table has a 400 and no 404
  remedy: 'Ask for a URN that `GET /Schemas` lists.',
}

export const userNameUnique: Rule = {
  ...conflict('UserName'),
  id: 'user-name-unique',
  summary: 'No two users have one user name, whatever its case.',
  source: userGuide('troubleshooting'),
  certainty: 'documented',
  remedy: 'Find the user that has the name and adopt it (PUT or PATCH by its id), or delete it.',
}

export const emailUnique: Rule = {
  ...conflict('Email'),
  id: 'email-unique',
  summary: 'No two users have one primary e-mail address, whatever its case.',
  source: userGuide('troubleshooting'),
  certainty: 'documented',
  remedy: 'Give one of the two users another address, or provision neither e-mail: it is optional.',
}

export const externalIdUnique: Rule = {
  ...conflict('ExternalId'),
  id: 'external-id-unique',
  summary: 'No two users have one external id.',
  source: userGuide('troubleshooting'),
  certainty: 'documented',
  remedy: 'Map externalId to an attribute that never repeats, such as the object id.',
}

export const groupDisplayNameUnique: Rule = {
  ...conflict('GroupDisplayName'),
  id: 'group-display-name-unique',
  summary: 'No two groups have one display name, whatever its case.',
  source: userGuide('scim-logging-using-cloudtrail'),
  certainty: 'documented',
  remedy: 'Find the group that has the name and use it, or rename one of the two.',
}

export const groupExternalIdUnique: Rule = {
  ...conflict('ExternalId'),
  id: 'group-external-id-unique',
  summary: 'No two groups have one external id.',
  source: report(
    'AWS re:Post, troubleshooting provisioning',
    'https://repost.aws/knowledge-center/iam-identity-center-provision',
    '2026-11',
  ),
  certainty: 'documented',
  remedy: 'Map externalId to an attribute that never repeats, such as the object id.',
}

export const userQuota: Rule = {
  ...unreadable,
  id: 'user-quota',
  summary: 'An identity store holds no more users than its quota.',
  source: userGuide('limits'),
  certainty: 'documented',
  remedy: 'Delete users that are no longer needed, or scope the identity provider to fewer.',
}

export const groupQuota: Rule = {
  ...unreadable,
  id: 'group-quota',
  summary: 'An identity store holds no more groups than its quota.',
  source: userGuide('limits'),
  certainty: 'documented',
  remedy: 'Delete groups that are no longer needed, or scope the identity provider to fewer.',
}

export const requestRate: Rule = {
  ...binding,
  answer: { exception: 'ThrottlingException', detail: () => rateText },
  id: 'request-rate',
  summary: 'An operation is called no more often in a second than the published rate.',
  source: userGuide('limits'),
  certainty: 'documented',
  remedy: 'Wait as long as Retry-After says, and send less at once.',
}

export const serverAvailable: Rule = {
  ...binding,
  answer: { exception: 'InternalServerException', detail: () => internalText },
  id: 'server-available',
  summary: 'The server can carry the request out: its database answers.',
  source: developerGuide('createuser', 'errors'),
  certainty: 'documented',
  remedy: 'Send the request again later; the log of the server says what failed.',
}

/** What the store or a door judges, in the order in which a request meets it. */
export const stateRules: readonly Rule[] = [
  tenantExists,
  tenantCurrent,
  bearerTokenValid,
  bearerTokenUnexpired,
  endpointExists,
  groupUpdateByPatch,
  requestRate,
  ...httpRules,
  bodySizeMax,
  bodyJson,
  bodyDepthMax,
  bodyObject,
  userExists,
  groupExists,
  memberExists,
  filterMemberExists,
  schemaExists,
  userNameUnique,
  emailUnique,
  externalIdUnique,
  groupDisplayNameUnique,
  groupExternalIdUnique,
  userQuota,
  groupQuota,
  serverAvailable,
]
