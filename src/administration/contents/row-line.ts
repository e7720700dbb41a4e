import type { MembershipRow } from '../../store/membership-types.ts'
import type { StoredResource } from '../../store/store.ts'
import type { ContentRow } from './content-row.ts'

/** A resource as one line of JSON. `resource` and `extra` are JSON texts already, and are copied. */
export const resourceLine = (
  kind: 'user' | 'group',
  { resource, extra, externalIdIssuer, ...row }: Omit<StoredResource, 'sequence'>,
): string => {
  const { id, createdAt, createdBy, updatedAt, updatedBy } = row
  const issuer = externalIdIssuer === null ? {} : { externalIdIssuer }
  const head = { kind, id, createdAt, createdBy, updatedAt, updatedBy, ...issuer }
  const more = extra === '{}' ? '' : `"extra":${oneLine(extra)},`
  return `${JSON.stringify(head).slice(0, -1)},${more}"resource":${oneLine(resource)}}\n`
}

/** A membership as one line of JSON. */
export const membershipLine = ({
  id,
  groupId,
  userId,
  createdAt,
  createdBy,
}: MembershipRow): string =>
  `${JSON.stringify({ kind: 'membership', id, groupId, userId, createdAt, createdBy })}\n`

const oneLine = (json: string) => (json.includes('\n') ? JSON.stringify(JSON.parse(json)) : json)

/** Any row as one line of JSON. */
export const rowLine = (row: ContentRow): string =>
  row.kind === 'membership' ? membershipLine(row) : resourceLine(row.kind, row)
