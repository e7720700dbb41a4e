import { acceptedUserFilter } from '../identity-center/filters.ts'
import { judge } from '../identity-center/judge.ts'
import { listUsersRules } from '../identity-center/rules/list.ts'
import { parseFilter } from '../scim/filter.ts'
import { listPage } from './list-page.ts'
import type { Operation } from './operation.ts'
import { requireAccepted } from './require-accepted.ts'

/** GET /Users: AWS developer guide, ListUsers. */
export const listUsers: Operation = async (call, { store }) => {
  const { identityStoreId, query, dialect } = call
  const filter = query['filter'] === undefined ? undefined : parseFilter(query['filter'])
  const findings = requireAccepted(
    judge(listUsersRules, { operation: 'ListUsers', query, filter }, dialect),
  )
  const accepted = filter && acceptedUserFilter(filter, dialect)
  const body = await listPage(
    call,
    'User',
    (page) => store.users.listShown(identityStoreId, accepted, page),
    ({ resource }) => resource,
  )
  return { status: 200, body, findings }
}
