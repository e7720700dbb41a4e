import type { Store, Taken } from '../../store/store.ts'
import type { ContentRow } from '../contents/content-row.ts'
import { insertRows } from '../contents/insert-rows.ts'
import type { ImportConflicts } from './import-conflicts.ts'
import type { Place, PlacedRow } from './placed-rows.ts'

const batchSize = 500

type Placed<Kind extends ContentRow['kind']> = {
  readonly place: Place
  readonly row: Extract<ContentRow, { readonly kind: Kind }>
}

const isKind =
  <Kind extends ContentRow['kind']>(kind: Kind) =>
  (placed: PlacedRow): placed is Placed<Kind> =>
    placed.row.kind === kind

async function* batches(rows: AsyncIterable<PlacedRow>): AsyncGenerator<readonly PlacedRow[]> {
  let batch: PlacedRow[] = []
  for await (const row of rows) {
    batch.push(row)
    if (batch.length === batchSize) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}

/** What the steps of an import share. */
export interface Importing {
  readonly store: Store
  readonly identityStoreId: string
  readonly conflicts: ImportConflicts
  readonly where: (place: Place) => string
}

/** Reports users or groups whose id or unique value the store already has. */
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
      conflicts.add(`${where(place)}: The store already has a ${kind} with the id ${row.id}.`)
      continue
    }
    for (const { key, holder } of taken[index] ?? []) {
      conflicts.add(
        `${where(place)}: The ${key} is already in use by ${kind} ${holder.id} of the store.`,
      )
    }
  }
}

/** Reports memberships that the store already has. */
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
      conflicts.add(`${where(place)}: The store already has this membership, or one with its id.`)
    }
  }
}

/** Reports memberships whose group or user does not exist. */
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
      conflicts.add(`${where(place)}: There is no group ${row.groupId}.`)
    if (!users.has(row.userId)) conflicts.add(`${where(place)}: There is no user ${row.userId}.`)
  }
}

/**
 * Inserts rows without conflicts among themselves, users and groups first. Throws an AdministrationError with all
 * conflicts with the store. The caller opens a transaction, so that nothing of a refused import remains.
 */
export const insertImported = async (
  importing: Importing,
  read: () => AsyncIterable<PlacedRow>,
  hasMissingReference: (row: ContentRow) => boolean,
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
    const users = batch.filter(isKind('user'))
    const groups = batch.filter(isKind('group'))
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
    const memberships = batch.filter(isKind('membership'))
    if (memberships.length === 0) continue
    const unresolved = memberships.filter(({ row }) => hasMissingReference(row))
    if (unresolved.length > 0) await findMissing(importing, unresolved)
    if (before.memberships > 0) await findTakenMemberships(importing, memberships)
    if (conflicts.count() === 0) {
      await insert(memberships)
      counts.memberships += memberships.length
    }
  }
  conflicts.refuse()
  return counts
}
