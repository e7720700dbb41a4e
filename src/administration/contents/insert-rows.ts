import { yieldToEventLoop } from '../../lib/event-loop.ts'
import type { ContentCounts } from '../../store/content-types.ts'
import type { Store } from '../../store/store.ts'
import type { ContentRow } from './content-row.ts'

/** Rows and bytes of one statement, which limit the memory in use. */
const batchRowsMax = 250
const batchBytesMax = 2 * 1_048_576

const isKind =
  <Kind extends ContentRow['kind']>(kind: Kind) =>
  (row: ContentRow): row is Extract<ContentRow, { readonly kind: Kind }> =>
    row.kind === kind

/** Inserts rows of all kinds, and returns how many. Users and groups must come before their memberships. */
export const insertRows = async (
  { contents }: Store,
  identityStoreId: string,
  rows: AsyncIterable<ContentRow>,
): Promise<ContentCounts> => {
  const counts = { users: 0, groups: 0, memberships: 0 }
  let batch: ContentRow[] = []
  let bytes = 0

  const flush = async () => {
    const users = batch.filter(isKind('user'))
    const groups = batch.filter(isKind('group'))
    const memberships = batch.filter(isKind('membership'))
    if (users.length > 0) await contents.insertUsers(identityStoreId, users)
    if (groups.length > 0) await contents.insertGroups(identityStoreId, groups)
    if (memberships.length > 0) await contents.insertMemberships(identityStoreId, memberships)
    counts.users += users.length
    counts.groups += groups.length
    counts.memberships += memberships.length
    batch = []
    bytes = 0
    await yieldToEventLoop() // PGlite answers without a turn of the event loop
  }

  for await (const row of rows) {
    batch.push(row)
    if (row.kind !== 'membership') bytes += row.resource.length + row.extra.length
    if (batch.length === batchRowsMax || bytes > batchBytesMax) await flush()
  }
  await flush()
  return counts
}
