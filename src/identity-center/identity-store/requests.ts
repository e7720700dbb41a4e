import { type Shape, type Structure, structure } from './shape.ts'
import * as shapes from './shapes.ts'

const { identityStoreId, resourceId, revision, memberId, maxResults, nextToken } = shapes

const page = { MaxResults: maxResults, NextToken: nextToken } as const

/** The input of an operation that names an identity store. */
const ofStore = (members: Readonly<Record<string, Shape>>): Structure =>
  structure({ 'IdentityStoreId!': identityStoreId, ...members })

/** The supported operations of the Identity Store API and their inputs: its API reference, Actions. */
export const identityStoreRequests = {
  CreateUser: ofStore(shapes.userAttributes),
  DescribeUser: ofStore({ 'UserId!': resourceId, Extensions: shapes.extensionNames }),
  UpdateUser: ofStore({
    'UserId!': resourceId,
    'Operations!': shapes.operations,
    Revision: revision,
  }),
  DeleteUser: ofStore({ 'UserId!': resourceId, Revision: revision }),
  ListUsers: ofStore({ Extensions: shapes.extensionNames, ...page, Filters: shapes.filters }),
  GetUserId: ofStore({ 'AlternateIdentifier!': shapes.alternateIdentifier }),

  CreateGroup: ofStore({ DisplayName: shapes.displayName, Description: shapes.description }),
  DescribeGroup: ofStore({ 'GroupId!': resourceId }),
  UpdateGroup: ofStore({
    'GroupId!': resourceId,
    'Operations!': shapes.operations,
    Revision: revision,
  }),
  DeleteGroup: ofStore({ 'GroupId!': resourceId, Revision: revision }),
  ListGroups: ofStore({ ...page, Filters: shapes.filters }),
  GetGroupId: ofStore({ 'AlternateIdentifier!': shapes.alternateIdentifier }),

  CreateGroupMembership: ofStore({ 'GroupId!': resourceId, 'MemberId!': memberId }),
  DescribeGroupMembership: ofStore({ 'MembershipId!': resourceId }),
  DeleteGroupMembership: ofStore({ 'MembershipId!': resourceId }),
  GetGroupMembershipId: ofStore({ 'GroupId!': resourceId, 'MemberId!': memberId }),
  ListGroupMemberships: ofStore({ 'GroupId!': resourceId, ...page }),
  ListGroupMembershipsForMember: ofStore({ 'MemberId!': memberId, ...page }),
  IsMemberInGroups: ofStore({ 'MemberId!': memberId, 'GroupIds!': shapes.groupIds }),

  DescribeIdentityStore: ofStore({}),
  ListIdentityStores: structure(page),
} as const

/** Operations of the IAM Identity Center API (SSO Admin) with which scripts find the identity store. */
export const instanceRequests = {
  ListInstances: structure({
    MaxResults: maxResults,
    NextToken: shapes.instanceToken,
    RegionScope: { type: 'string', values: ['CURRENT_REGION', 'ALL_REGIONS'] },
  }),
  DescribeInstance: structure({ 'InstanceArn!': shapes.instanceArn }),
} as const

export const storeRequests = { ...identityStoreRequests, ...instanceRequests }

export type StoreRequestName = keyof typeof storeRequests

/** The two APIs by the first part of `X-Amz-Target`, with the service name of their signatures. */
export const services = {
  AWSIdentityStore: { signingName: 'identitystore', requests: identityStoreRequests },
  SWBExternalService: { signingName: 'sso', requests: instanceRequests },
} as const
