import type { IdentityStoreRow, Store } from '../../store/store.ts'
import { checksum } from '../files/checksum.ts'
import { membershipLine, resourceLine } from './row-line.ts'
import {
  type SnapshotEnd,
  type SnapshotHeader,
  snapshotFormat,
  snapshotVersion,
} from './snapshot-format.ts'

/** The program that takes a snapshot, and the time. */
export interface SnapshotOrigin {
  readonly program: string
  readonly time: Date
}

const resourcePageSize = 200
const membershipPageSize = 1_000

/** The users or groups of a store as lines, oldest first, read in pages. */
async function* resourceLines(store: Store, kind: 'user' | 'group', identityStoreId: string) {
  const { list } = kind === 'user' ? store.users : store.groups
  for (let after = 0; ; ) {
    const rows = await list(identityStoreId, undefined, { after, limit: resourcePageSize })
    yield rows.map((row) => resourceLine(kind, row)).join('')
    const last = rows.at(-1)
    if (last === undefined || rows.length < resourcePageSize) return
    after = last.sequence
  }
}

async function* linesOf(
  store: Store,
  { id, settings }: IdentityStoreRow,
  { program, time }: SnapshotOrigin,
) {
  const header: SnapshotHeader = {
    format: snapshotFormat,
    version: snapshotVersion,
    program,
    time: time.toISOString(),
    identityStoreId: id,
    settings,
    counts: await store.contents.count(id),
  }
  yield `${JSON.stringify(header)}\n`
  yield* resourceLines(store, 'user', id)
  yield* resourceLines(store, 'group', id)
  for await (const rows of store.contents.memberships(id, membershipPageSize)) {
    yield rows.map(membershipLine).join('')
  }
}

/** A snapshot of a store, in chunks. */
export async function* takeSnapshot(
  store: Store,
  row: IdentityStoreRow,
  origin: SnapshotOrigin,
): AsyncGenerator<Uint8Array> {
  const sum = checksum()
  for await (const lines of linesOf(store, row, origin)) {
    const bytes = Buffer.from(lines)
    sum.add(bytes)
    yield bytes
  }
  const end: SnapshotEnd = { kind: 'end', sha256: sum.value() }
  yield Buffer.from(`${JSON.stringify(end)}\n`)
}
