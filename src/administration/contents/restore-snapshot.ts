import type { Dependencies } from '../../operations/operation.ts'
import type { ContentCounts } from '../../store/content-types.ts'
import { FileError } from '../files/resource-row.ts'
import type { Spooled } from '../files/spool.ts'
import type { ContentRow } from './content-row.ts'
import { emptyStore } from './empty-store.ts'
import { insertRows } from './insert-rows.ts'
import { readSnapshot } from './read-snapshot.ts'
import { replaceContents } from './replace-contents.ts'
import type { SnapshotHeader } from './snapshot-format.ts'
import { duplicateValueFinder } from './unique-rows.ts'

/** Validates a snapshot to its end. Throws a FileError if it is invalid. */
const checkSnapshot = async (file: Spooled): Promise<Pick<SnapshotHeader, 'settings'>> => {
  const clashes = duplicateValueFinder()
  let settings: SnapshotHeader['settings'] = {}
  for await (const each of readSnapshot(file.read())) {
    if ('header' in each) settings = each.header.settings
    else {
      const { line, row } = each
      const [clash] = [...clashes.add(row, { file: 0, line }), ...clashes.missing(row)]
      if (clash === undefined) continue
      const { what, before } = clash
      throw new FileError(
        line,
        before === undefined
          ? `There is no ${what} before this line.`
          : `Line ${before.line} has the same ${what}.`,
      )
    }
  }
  return { settings }
}

async function* rowsOf(file: Spooled): AsyncGenerator<ContentRow> {
  for await (const each of readSnapshot(file.read())) if ('row' in each) yield each.row
}

/** Replaces the contents of a store by those of a snapshot. Throws a FileError before anything is changed. */
export const restoreSnapshot = async (
  dependencies: Dependencies,
  identityStoreId: string,
  file: Spooled,
): Promise<ContentCounts> => {
  const { settings } = await checkSnapshot(file)
  return replaceContents(dependencies, identityStoreId, async (store) => {
    await emptyStore(store, identityStoreId)
    await store.identityStores.saveSettings(identityStoreId, settings)
    return insertRows(store, identityStoreId, rowsOf(file))
  })
}
