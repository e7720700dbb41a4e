import type { Origin } from './origin.ts'

/** How CloudTrail, the service's own log, records an API. */
export interface LoggedApi {
  readonly eventSource: string
  /** The host name that a client calls, by region. */
  readonly hostIn: (region: string) => string
  /** The type of the caller's identity, for accepted and for refused calls. */
  readonly identity: { readonly accepted: string; readonly refused: string }
}

/**
 * SCIM: AWS user guide, logging SCIM calls with CloudTrail. The names of the other two sources are documented (user
 * guide, information in CloudTrail). Everything else about them is assumed, because no sample is published.
 */
export const loggedApis = {
  scim: {
    eventSource: 'identitystore-scim.amazonaws.com',
    hostIn: (region) => `scim.${region}.amazonaws.com`,
    identity: { accepted: 'WebIdentityUser', refused: 'Unknown' },
  },
  manual: {
    eventSource: 'sso-directory.amazonaws.com',
    hostIn: (region) => `${region}.console.aws.amazon.com`,
    identity: { accepted: 'AssumedRole', refused: 'AssumedRole' },
  },
  api: {
    eventSource: 'identitystore.amazonaws.com',
    hostIn: (region) => `identitystore.${region}.amazonaws.com`,
    identity: { accepted: 'IAMUser', refused: 'IAMUser' },
  },
} as const satisfies Readonly<Record<Origin, LoggedApi>>

/**
 * Manual changes by their CloudTrail names: AWS user guide, information in CloudTrail, Identity Store operations of the
 * console. That one request which adds several users leaves one event is our decision.
 */
export const manualOperationNames = [
  'CreateUser',
  'UpdateUser',
  'EnableUser',
  'DisableUser',
  'DeleteUser',
  'CreateGroup',
  'UpdateGroup',
  'DeleteGroup',
  'AddMemberToGroup',
  'RemoveMemberFromGroup',
] as const

export type ManualOperationName = (typeof manualOperationNames)[number]
