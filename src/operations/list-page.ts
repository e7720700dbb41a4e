import { makeCursor, readCursor } from '../identity-center/cursor.ts'
import { cursorFilterUnchanged } from '../identity-center/rules/list.ts'
import { serializeList } from '../identity-center/serialize-resource.ts'
import type { Page, ShownResource } from '../store/store.ts'
import type { Call } from './operation.ts'

/**
 * One page of a list, in the service's two forms: with a cursor where the query has `cursor` (also an empty one), with
 * `totalResults` otherwise. The list rules have accepted the query before.
 */
export const listPage = async (
  { identityStoreId, query, evaluation }: Call,
  resourceType: 'User' | 'Group',
  page: (page: Page) => Promise<readonly ShownResource[]>,
  show: (stored: ShownResource) => string,
): Promise<string> => {
  const { pageSize, cursors } = evaluation.dialect.behaviors.lists
  const requested = Number(query['count'])
  // Any text is possible where the rule about `count` is off.
  const count = cursors && Number.isSafeInteger(requested) && requested > 0 ? requested : pageSize

  if (!cursors || query['cursor'] === undefined) {
    const resources = await page({ after: 0, limit: count })
    return serializeList({ kind: 'counted' }, resources.map(show))
  }

  const tie = { identityStoreId, resourceType, filter: query['filter'] }
  const after = query['cursor'] === '' ? 0 : readCursor(query['cursor'], tie)
  if (after === undefined) {
    const violation = { location: ['cursor'], value: query['cursor'] }
    throw evaluation.refusal(cursorFilterUnchanged, [violation])
  }
  const resources = await page({ after, limit: count + 1 }) // one more tells whether another page follows
  const shown = resources.slice(0, count)
  const last = shown.at(-1)
  const nextCursor =
    resources.length > count && last !== undefined
      ? makeCursor({ ...tie, after: last.sequence })
      : undefined
  return serializeList({ kind: 'cursor', nextCursor }, shown.map(show))
}
