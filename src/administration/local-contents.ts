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

/** What contents depend on, in addition to the common dependencies. */
export interface ContentDependencies extends ImportDependencies {
  /** The version of this program. */
  readonly version: string
  /** Writes events that this process still buffers. */
  readonly flushEvents: () => Promise<void>
}

/** Runs a task with an uploaded file. A FileError becomes an AdministrationError that names the line. */
const withUpload = async <Result>(
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

/** The operations on contents, run in this process. */
export const localContents = (
  dependencies: Dependencies,
  { spool, asOf, version, flushEvents }: ContentDependencies,
): Contents => ({
  reset: async (identityStoreId) => {
    await flushEvents() // events of earlier reads, which would appear after the reset otherwise
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
    return withUpload(spool, chunks, (file) => restoreSnapshot(dependencies, identityStoreId, file))
  },

  import: (identityStoreId, chunks, request = {}) =>
    importContents(dependencies, { spool, asOf }, identityStoreId, chunks, request),
})
