import type { Store, Taken } from '../../store/store.ts'
import type { ContentRow } from '../contents/content-row.ts'
import { insertRows } from '../contents/insert-rows.ts'
import type { ImportConflicts } from './import-conflicts.ts'
import type { Place, PlacedRow } from './placed-rows.ts'

const atOnce = 500

type Placed<Kind extends ContentRow['kind']> = {
  readonly place: Place
  readonly row: Extract<ContentRow, { readonly kind: Kind }>
}

const isOf =
  <Kind extends ContentRow['kind']>(kind: Kind) =>
  (placed: PlacedRow): placed is Placed<Kind> =>
    placed.row.kind === kind

async function* batches(rows: AsyncIterable<PlacedRow>): AsyncGenerator<readonly PlacedRow[]> {
  let batch: PlacedRow[] = []
  for await (const row of rows) {
    batch.push(row)
    if (batch.length === atOnce) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}

/** What the store and an import have to do with each other. */
export interface Importing {
  readonly store: Store
  readonly identityStoreId: string
  readonly conflicts: ImportConflicts
  readonly where: (place: Place) => string
}

/** Says of users, or of groups, which ids and names the store has already. */
const findTaken = async <Row extends { readonly id: string }>(
  { identityStoreId, conflicts, where }: Importing,
  kind: 'user' | 'group',
  placed: readonly { readonly place: Place; readonly row: Row }[],
  existing: (identityStoreId: string, ids: readonly string[]) => Promise<readonly string[]>,
  takenBy: (rows: readonly Row[]) => Promise<readonly (readonly Taken<string>[])[]>,
) => {
  if (placed.length === 0) return
  const rows = placed.map(({ row }) => row)
  const ids = new Set(
    await existing(
      identityStoreId,
      rows.map(({ id }) => id),
    ),
  )
  const taken = await takenBy(rows)
  for (const [index, { place, row }] of placed.entries()) {
    if (ids.has(row.id)) {
      conflicts.add(`${where(place)}: the store has a ${kind} of the id ${row.id} already.`)
      continue
    }
    for (const { key, holder } of taken[index] ?? []) {
      conflicts.add(`${where(place)}: ${kind} ${holder.id} of the store has its ${key} already.`)
    }
  }
}

/** Says of memberships which the store has already. */
const findTakenMemberships = async (
  { store, identityStoreId, conflicts, where }: Importing,
  placed: readonly Placed<'membership'>[],
) => {
  const taken = await store.contents.findTakenMemberships(
    identityStoreId,
    placed.map(({ row }) => row),
  )
  const known = new Set(taken.flatMap(({ id, groupId, userId }) => [id, `${groupId} ${userId}`]))
  for (const { place, row } of placed) {
    if (known.has(row.id) || known.has(`${row.groupId} ${row.userId}`)) {
      conflicts.add(`${where(place)}: the store has this membership already, or its id.`)
    }
  }
}

/** Says of memberships which of those that they join are not there. */
const findMissing = async (
  { store, identityStoreId, conflicts, where }: Importing,
  placed: readonly Placed<'membership'>[],
) => {
  const [groups, users] = [
    new Set(
      await store.groups.findExisting(identityStoreId, [
        ...new Set(placed.map(({ row }) => row.groupId)),
      ]),
    ),
    new Set(
      await store.users.findExisting(identityStoreId, [
        ...new Set(placed.map(({ row }) => row.userId)),
      ]),
    ),
  ]
  for (const { place, row } of placed) {
    if (!groups.has(row.groupId))
      conflicts.add(`${where(place)}: there is no group ${row.groupId}.`)
    if (!users.has(row.userId)) conflicts.add(`${where(place)}: there is no user ${row.userId}.`)
  }
}

/**
 * Inserts rows that do not clash with one another, or refuses them all with what they clash with. To be called within
 * a transaction, of which nothing is left then.
 */
export const insertImported = async (
  importing: Importing,
  read: () => AsyncIterable<PlacedRow>,
  needsLook: (row: ContentRow) => boolean,
) => {
  const { store, identityStoreId, conflicts } = importing
  const before = await store.contents.count(identityStoreId)
  const insert = async (rows: readonly PlacedRow[]) =>
    insertRows(
      store,
      identityStoreId,
      (async function* () {
        for (const { row } of rows) yield row
      })(),
    )
  const counts = { users: 0, groups: 0, memberships: 0 }

  for await (const batch of batches(read())) {
    const users = batch.filter(isOf('user'))
    const groups = batch.filter(isOf('group'))
    if (before.users > 0) {
      await findTaken(importing, 'user', users, store.users.findExisting, (rows) =>
        store.users.findTakenByMany(
          identityStoreId,
          rows.map(({ keys }) => keys),
        ),
      )
    }
    if (before.groups > 0) {
      await findTaken(importing, 'group', groups, store.groups.findExisting, (rows) =>
        store.groups.findTakenByMany(
          identityStoreId,
          rows.map(({ keys }) => keys),
        ),
      )
    }
    if (conflicts.count() === 0) {
      await insert([...users, ...groups])
      counts.users += users.length
      counts.groups += groups.length
    }
  }
  conflicts.refuse()

  for await (const batch of batches(read())) {
    const memberships = batch.filter(isOf('membership'))
    if (memberships.length === 0) continue
    const looked = memberships.filter(({ row }) => needsLook(row))
    if (looked.length > 0) await findMissing(importing, looked)
    if (before.memberships > 0) await findTakenMemberships(importing, memberships)
    if (conflicts.count() === 0) {
      await insert(memberships)
      counts.memberships += memberships.length
    }
  }
  conflicts.refuse()
  return counts
}
