import { acceptedGroupFilter } from '../identity-center/filters.ts'
import { judge, refusalOf } from '../identity-center/judge.ts'
import { filterMemberExists } from '../identity-center/rules/existence.ts'
import { listGroupsRules } from '../identity-center/rules/list.ts'
import { parseFilter } from '../scim/filter.ts'
import { withMembers } from '../scim/wire.ts'
import { listPage } from './list-page.ts'
import type { Operation } from './operation.ts'
import { requireAccepted } from './require-accepted.ts'

/** GET /Groups: AWS developer guide, ListGroups. A filter by a user who does not exist is refused, not empty. */
export const listGroups: Operation = async (call, { store }) => {
  const { identityStoreId, query, dialect } = call
  const filter = query['filter'] === undefined ? undefined : parseFilter(query['filter'])
  const findings = requireAccepted(
    judge(listGroupsRules, { operation: 'ListGroups', query, filter }, dialect),
  )
  const accepted = filter && acceptedGroupFilter(filter, dialect)

  const member =
    accepted?.by === 'member'
      ? accepted.value
      : accepted?.by === 'id-and-member'
        ? accepted.member
        : undefined
  if (member !== undefined && (await store.users.find(identityStoreId, member)) === undefined) {
    throw refusalOf(
      filterMemberExists,
      [{ location: ['filter'], value: member }],
      dialect,
      findings,
    )
  }

  const body = await listPage(
    call,
    'Group',
    (page) => store.groups.listShown(identityStoreId, accepted, page),
    ({ resource }) => withMembers(resource),
  )
  return { status: 200, body, findings }
}
