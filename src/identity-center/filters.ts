import type { Filter } from '../scim/reading.ts'
import { enterpriseUserUrn, groupUrn, userUrn } from '../scim/urn.ts'
import { cursorsSince } from './behaviors.ts'
import type { Dialect } from './dialect.ts'

/** The filters that ListUsers accepts: AWS developer guide, ListUsers. The server rejects others. */
export type UserFilter =
  | { readonly by: 'id' | 'userName' | 'externalId' | 'group'; readonly value: string }
  | { readonly by: 'id-and-manager'; readonly id: string; readonly manager: string }

/** The filters that ListGroups accepts: AWS developer guide, ListGroups. */
export type GroupFilter =
  | { readonly by: 'id' | 'displayName' | 'externalId' | 'member'; readonly value: string }
  | { readonly by: 'id-and-member'; readonly id: string; readonly member: string }

interface Equality {
  readonly attribute: string
  readonly value: string
}

/** The attribute in lower case, without the URN of its schema: names ignore case. */
const bareName = (attribute: string): string => {
  const name = attribute.toLowerCase()
  const urn = [userUrn, groupUrn, enterpriseUserUrn].find((each) =>
    name.startsWith(`${each.toLowerCase()}:`),
  )
  return urn === undefined ? name : name.slice(urn.length + 1)
}

/** `attribute eq "text"`, the only comparison that the service supports. */
const findEquality = (filter: Filter): Equality | undefined =>
  filter.kind === 'comparison' && filter.operator === 'eq' && typeof filter.value === 'string'
    ? { attribute: bareName(filter.attribute), value: filter.value }
    : undefined

/** The two comparisons of `id eq "…" and other eq "…"`, in either order. */
const findPair = (
  filter: Filter,
  others: readonly string[],
): { readonly id: string; readonly other: string } | undefined => {
  if (filter.kind !== 'and' || filter.terms.length !== 2) return undefined
  const terms = filter.terms.map(findEquality)
  const id = terms.find((term) => term?.attribute === 'id')
  const other = terms.find((term) => term !== undefined && others.includes(term.attribute))
  return id && other && { id: id.value, other: other.value }
}

const hasMembershipFilters = ({ asOf }: Dialect): boolean => asOf >= cursorsSince

/** A filter in the form of ListUsers; undefined if ListUsers does not support it. */
export const acceptedUserFilter = (filter: Filter, dialect: Dialect): UserFilter | undefined => {
  const pair = findPair(filter, ['manager'])
  if (pair) return { by: 'id-and-manager', id: pair.id, manager: pair.other }

  const { attribute, value = '' } = findEquality(filter) ?? {}
  switch (attribute) {
    case 'id':
      return { by: 'id', value }
    case 'username':
      return { by: 'userName', value }
    case 'externalid':
      return { by: 'externalId', value }
    case 'groups.value':
      return hasMembershipFilters(dialect) ? { by: 'group', value } : undefined
    default:
      return undefined
  }
}

/** A filter in the form of ListGroups. AWS's page says `member` and shows `members`: both are accepted. */
export const acceptedGroupFilter = (filter: Filter, dialect: Dialect): GroupFilter | undefined => {
  const pair = findPair(filter, ['members', 'member'])
  if (pair) return { by: 'id-and-member', id: pair.id, member: pair.other }

  const { attribute, value = '' } = findEquality(filter) ?? {}
  switch (attribute) {
    case 'id':
      return { by: 'id', value }
    case 'displayname':
      return { by: 'displayName', value }
    case 'externalid':
      return { by: 'externalId', value }
    case 'members.value':
      return hasMembershipFilters(dialect) ? { by: 'member', value } : undefined
    default:
      return undefined
  }
}
