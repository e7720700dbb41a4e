import type { Dependencies } from '../operations/operation.ts'
import { emptyStore } from './contents/empty-store.ts'
import { replaceContents } from './contents/replace-contents.ts'
import { restoreSnapshot } from './contents/restore-snapshot.ts'
import { takeSnapshot } from './contents/take-snapshot.ts'
import type { Contents } from './contents.ts'
import { FileError } from './files/resource-row.ts'
import type { Spool, Spooled } from './files/spool.ts'
import { type ImportDependencies, importContents } from './import/import-contents.ts'
import { AdministrationError } from './shared/administration-error.ts'
import { requireStore } from './stores/identity-stores.ts'

/** What it takes beside the world. */
export interface ContentDependencies extends ImportDependencies {
  /** The version of this program. */
  readonly version: string
  /** Makes the events that still wait in this process visible. */
  readonly flushEvents: () => Promise<void>
}

/** Does something with a file that comes in, and says of what is wrong with it in which line it is. */
const withFile = async <Result>(
  spool: Spool,
  chunks: AsyncIterable<Uint8Array>,
  work: (file: Spooled) => Promise<Result>,
): Promise<Result> => {
  const file = await spool(chunks)
  try {
    return await work(file)
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    throw new AdministrationError('invalid', `Line ${error.line}: ${error.message}`)
  } finally {
    await file.discard()
  }
}

/** The contents of the stores of this world. */
export const localContents = (
  dependencies: Dependencies,
  { spool, asOf, version, flushEvents }: ContentDependencies,
): Contents => ({
  reset: async (identityStoreId) => {
    await flushEvents() // of reads that were answered before this
    await replaceContents(dependencies, identityStoreId, async (store) => {
      await emptyStore(store, identityStoreId)
      await store.events.clear(identityStoreId)
    })
  },

  snapshot: (identityStoreId) =>
    dependencies.store.readConsistently(async (store) => {
      const row = await requireStore(store, identityStoreId)
      return spool(takeSnapshot(store, row, { program: version, time: dependencies.now() }))
    }),

  restore: async (identityStoreId, chunks) => {
    await requireStore(dependencies.store, identityStoreId)
    return withFile(spool, chunks, (file) => restoreSnapshot(dependencies, identityStoreId, file))
  },

  import: (identityStoreId, chunks, request = {}) =>
    importContents(dependencies, { spool, asOf }, identityStoreId, chunks, request),
})
