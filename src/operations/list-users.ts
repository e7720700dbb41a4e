import { acceptedUserFilter } from '../identity-center/filters.ts'
import { listUsersRules } from '../identity-center/rules/list.ts'
import { parseFilter } from '../scim/filter.ts'
import { listPage } from './list-page.ts'
import type { Operation } from './operation.ts'

/** GET /Users: AWS developer guide, ListUsers. */
export const listUsers: Operation = async (call, { store }) => {
  const { identityStoreId, query, evaluation } = call
  const filter = query['filter'] === undefined ? undefined : parseFilter(query['filter'])
  evaluation.require(listUsersRules, { operation: 'ListUsers', query, filter })
  const accepted = filter && acceptedUserFilter(filter, evaluation.dialect)
  const body = await listPage(
    call,
    'User',
    (page) => store.users.listShown(identityStoreId, accepted, page),
    ({ resource }) => resource,
  )
  return { status: 200, body }
}
