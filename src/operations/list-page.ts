import { makeCursor, readCursor } from '../identity-center/cursor.ts'
import { refusalOf } from '../identity-center/judge.ts'
import { cursorFilterUnchanged } from '../identity-center/rules/list.ts'
import { listText } from '../scim/wire.ts'
import type { Page, ShownResource } from '../store/store.ts'
import type { Call } from './operation.ts'

/**
 * Pages a list in the service's two forms: by cursor where the request has one (even an empty one), counted
 * otherwise. The query has been judged before.
 */
export const listPage = async (
  { identityStoreId, query, dialect }: Call,
  resourceType: 'User' | 'Group',
  page: (page: Page) => Promise<readonly ShownResource[]>,
  show: (stored: ShownResource) => string,
): Promise<string> => {
  const { pageSize, cursors } = dialect.behaviors.lists
  const asked = Number(query['count'])
  // Where the rule about it is off it may be any text.
  const count = cursors && Number.isSafeInteger(asked) && asked > 0 ? asked : pageSize

  if (!cursors || query['cursor'] === undefined) {
    const resources = await page({ after: 0, limit: count })
    return listText({ kind: 'counted' }, resources.map(show))
  }

  const tie = { identityStoreId, resourceType, filter: query['filter'] }
  const after = query['cursor'] === '' ? 0 : readCursor(query['cursor'], tie)
  if (after === undefined) {
    throw refusalOf(
      cursorFilterUnchanged,
      [{ location: ['cursor'], value: query['cursor'] }],
      dialect,
    )
  }
  const resources = await page({ after, limit: count + 1 }) // one more says that another page follows
  const shown = resources.slice(0, count)
  const last = shown.at(-1)
  const nextCursor =
    resources.length > count && last !== undefined
      ? makeCursor({ ...tie, after: last.sequence })
      : undefined
  return listText({ kind: 'cursor', nextCursor }, shown.map(show))
}
