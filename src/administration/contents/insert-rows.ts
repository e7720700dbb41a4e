import { yieldToEventLoop } from '../../lib/event-loop.ts'
import type { ContentCounts } from '../../store/content-types.ts'
import type { Store } from '../../store/store.ts'
import type { ContentRow } from './content-row.ts'

/** So many go into one statement, and no more bytes of them: what is in memory at once. */
const rowsAtOnce = 250
const bytesAtOnce = 2 * 1_048_576

const isOf =
  <Kind extends ContentRow['kind']>(kind: Kind) =>
  (row: ContentRow): row is Extract<ContentRow, { readonly kind: Kind }> =>
    row.kind === kind

/** Inserts rows of any kind, users and groups before the memberships that join them; says how many of each. */
export const insertRows = async (
  { contents }: Store,
  identityStoreId: string,
  rows: AsyncIterable<ContentRow>,
): Promise<ContentCounts> => {
  const counts = { users: 0, groups: 0, memberships: 0 }
  let batch: ContentRow[] = []
  let bytes = 0

  const flush = async () => {
    const users = batch.filter(isOf('user'))
    const groups = batch.filter(isOf('group'))
    const memberships = batch.filter(isOf('membership'))
    if (users.length > 0) await contents.insertUsers(identityStoreId, users)
    if (groups.length > 0) await contents.insertGroups(identityStoreId, groups)
    if (memberships.length > 0) await contents.insertMemberships(identityStoreId, memberships)
    counts.users += users.length
    counts.groups += groups.length
    counts.memberships += memberships.length
    batch = []
    bytes = 0
    await yieldToEventLoop() // the embedded database answers without one
  }

  for await (const row of rows) {
    batch.push(row)
    if (row.kind !== 'membership') bytes += row.resource.length + row.extra.length
    if (batch.length === rowsAtOnce || bytes > bytesAtOnce) await flush()
  }
  await flush()
  return counts
}
