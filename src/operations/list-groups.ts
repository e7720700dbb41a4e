import { acceptedGroupFilter } from '../identity-center/filters.ts'
import { filterMemberExists } from '../identity-center/rules/existence.ts'
import { listGroupsRules } from '../identity-center/rules/list.ts'
import { appendEmptyMembers } from '../identity-center/serialize-resource.ts'
import { parseFilter } from '../scim/filter.ts'
import { listPage } from './list-page.ts'
import type { Operation } from './operation.ts'

/** GET /Groups: AWS developer guide, ListGroups. A filter by a user that does not exist is refused, not empty. */
export const listGroups: Operation = async (call, { store }) => {
  const { identityStoreId, query, evaluation } = call
  const filter = query['filter'] === undefined ? undefined : parseFilter(query['filter'])
  evaluation.require(listGroupsRules, { operation: 'ListGroups', query, filter })
  const accepted = filter && acceptedGroupFilter(filter, evaluation.dialect)

  const member =
    accepted?.by === 'member'
      ? accepted.value
      : accepted?.by === 'id-and-member'
        ? accepted.member
        : undefined
  if (member !== undefined && (await store.users.find(identityStoreId, member)) === undefined) {
    throw evaluation.refusal(filterMemberExists, [{ location: ['filter'], value: member }])
  }

  const body = await listPage(
    call,
    'Group',
    (page) => store.groups.listShown(identityStoreId, accepted, page),
    ({ resource }) => appendEmptyMembers(resource),
  )
  return { status: 200, body }
}
