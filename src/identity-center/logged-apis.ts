import type { Origin } from './origin.ts'

/** How the service's own log, CloudTrail, tells through which door something came. */
export interface LoggedApi {
  readonly eventSource: string
  /** The host name that a client has called, in a region. */
  readonly hostIn: (region: string) => string
  /** Who is said to have called, and who when the call was refused. */
  readonly identity: { readonly accepted: string; readonly refused: string }
}

/**
 * SCIM: AWS user guide, logging SCIM calls with CloudTrail. The names of the other two sources are documented (user
 * guide, information in CloudTrail); no sample of their events is, so that all else of them is assumed.
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
 * What is done by hand, as CloudTrail names it: AWS user guide, information in CloudTrail, Identity Store operations of
 * the console. That one request which adds several users leaves one event is our decision.
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
