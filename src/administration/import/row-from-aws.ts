import { serializeResource } from '../../identity-center/serialize-resource.ts'
import { userKeys, withActive } from '../../operations/user-record.ts'
import { isObject } from '../../scim/json-object.ts'
import { readGroup, readUser } from '../../scim/read-resource.ts'
import type { JsonObject } from '../../scim/resource.ts'
import { enterpriseUserUrn } from '../../scim/urn.ts'
import type { ContentRow } from '../contents/content-row.ts'
import { fromIdentityStore } from '../files/from-identity-store.ts'
import { FileError } from '../files/resource-row.ts'
import type { AwsObject } from './aws-objects.ts'
import { awsExternalIds, awsExtra, awsOrigin, awsTime, scimSpelling } from './aws-values.ts'

/** A row to store, and sentences about the values that were left out, by attribute. */
export interface ConvertedRow {
  readonly row: ContentRow
  /** The resource as an identity provider sends it, to evaluate rules; undefined for a membership. */
  readonly body: JsonObject | undefined
  readonly omissions: readonly (readonly [path: string, sentence: string])[]
}

const requireId = (line: number, value: JsonObject, name: string): string => {
  const id = value[name]
  if (typeof id === 'string' && /^[0-9A-Za-z-]{1,128}$/.test(id)) return id
  throw new FileError(line, `${name} must be an id of letters, digits and hyphens.`)
}

const enterpriseOf = ({ Extensions: extensions }: JsonObject): JsonObject => {
  const enterprise = isObject(extensions) ? extensions['aws:identitystore:enterprise'] : undefined
  return enterprise === undefined ? {} : { [enterpriseUserUrn]: scimSpelling(enterprise) }
}

/** Times, origins and external ids; `now` without a time. */
const provenanceOf = (value: JsonObject, now: Date) => {
  const externalIds = awsExternalIds(value['ExternalIds'])
  const createdAt = awsTime(value['CreatedAt']) ?? now
  const createdBy = awsOrigin(value['CreatedBy'], externalIds)
  const { UpdatedBy: updatedBy } = value
  return {
    externalIds,
    made: {
      createdAt,
      createdBy,
      updatedAt: awsTime(value['UpdatedAt']) ?? createdAt,
      updatedBy: updatedBy === undefined ? createdBy : awsOrigin(updatedBy, externalIds),
    },
  }
}

const omissionsOf = (value: JsonObject): ConvertedRow['omissions'] => {
  const times = ['CreatedAt', 'UpdatedAt'].flatMap((name) =>
    value[name] === undefined || awsTime(value[name]) !== undefined
      ? []
      : [[name, 'The value is not a time and was left out.'] as const],
  )
  const several = awsExternalIds(value['ExternalIds']).length > 1
  return several
    ? [
        ...times,
        ['ExternalIds', 'Only the first external id was imported. The others were left out.'],
      ]
    : times
}

const membershipFrom = (line: number, value: JsonObject, now: Date): ContentRow => {
  const { MemberId: member } = value
  return {
    kind: 'membership',
    id: requireId(line, value, 'MembershipId'),
    groupId: requireId(line, value, 'GroupId'),
    userId: requireId(line, isObject(member) ? member : {}, 'UserId'),
    createdAt: awsTime(value['CreatedAt']) ?? now,
    createdBy: awsOrigin(value['CreatedBy'], []),
  }
}

/** Converts a user, group or membership of the Identity Store API to a row. Throws a FileError if it has no id. */
export const rowFromAws = ({ line, kind, value }: AwsObject, now: Date): ConvertedRow => {
  const omissions = omissionsOf(value)
  if (kind === 'membership') {
    return { row: membershipFrom(line, value, now), body: undefined, omissions }
  }
  const id = requireId(line, value, kind === 'user' ? 'UserId' : 'GroupId')
  const { externalIds, made } = provenanceOf(value, now)
  const [externalId] = externalIds
  const { externalId: _, ...attributes } = fromIdentityStore(value)
  const body = {
    ...attributes,
    ...(externalId && { externalId: externalId.id }),
    ...(kind === 'user' && enterpriseOf(value)),
  }
  const frame = { id, created: made.createdAt, lastModified: made.updatedAt }
  const issuerFor = ({ externalId: kept }: { readonly externalId?: string | undefined }) =>
    kept === undefined ? null : (externalId?.issuer ?? null)
  if (kind === 'user') {
    const user = withActive(readUser(body).resource)
    const row: ContentRow = {
      kind,
      id,
      resource: serializeResource('User', frame, user),
      extra: awsExtra(value, ['Photos', 'Website', 'Birthdate']),
      externalIdIssuer: issuerFor(user),
      ...made,
      keys: userKeys(user),
    }
    return { row, body, omissions }
  }
  const group = readGroup(body).resource
  const row: ContentRow = {
    kind,
    id,
    resource: serializeResource('Group', frame, group),
    extra: awsExtra(value, ['Description']),
    externalIdIssuer: issuerFor(group),
    ...made,
    keys: { displayName: group.displayName, externalId: group.externalId },
  }
  return { row, body, omissions }
}
