import { dialectOf } from '../../identity-center/dialect.ts'
import type { EpochDate } from '../../identity-center/rule.ts'
import { yieldToEventLoop } from '../../lib/event-loop.ts'
import type { Dependencies } from '../../operations/operation.ts'
import { examine } from '../check/examine.ts'
import { emptyStore } from '../contents/empty-store.ts'
import { replaceContents } from '../contents/replace-contents.ts'
import { rowLine } from '../contents/row-line.ts'
import { duplicateValueFinder } from '../contents/unique-rows.ts'
import { firstSeenValues } from '../files/first-seen.ts'
import { FileError } from '../files/resource-row.ts'
import type { Spool, Spooled } from '../files/spool.ts'
import { AdministrationError } from '../shared/administration-error.ts'
import { requireStore } from '../stores/identity-stores.ts'
import { type AwsObject, awsObjects, ImportError } from './aws-objects.ts'
import { importConflicts } from './import-conflicts.ts'
import type { Imported, ImportRequest } from './import-request.ts'
import { importWarnings } from './import-warnings.ts'
import { insertImported } from './insert-imported.ts'
import { type Place, placedLine, placedRows } from './placed-rows.ts'
import { type ConvertedRow, rowFromAws } from './row-from-aws.ts'

/** What an import takes beside the world. */
export interface ImportDependencies {
  readonly spool: Spool
  /** The epoch of stores that name none. */
  readonly asOf: EpochDate
}

/** How many are read before requests that wait have their turn: a few milliseconds of them. */
const atOnce = 20

const placeNames =
  (names: readonly string[]) =>
  ({ file, line }: Place): string => {
    const name = names[file] ?? (file === 0 && names.length === 0 ? undefined : `file ${file + 1}`)
    return name === undefined ? `line ${line}` : `${name}, line ${line}`
  }

const converted = (object: AwsObject, now: Date): ConvertedRow => {
  try {
    return rowFromAws(object, now)
  } catch (error) {
    throw error instanceof FileError ? new ImportError(object.file, error) : error
  }
}

/** Reads all there is once: what clashes with what, what is odd, and each row as it is to be stored. */
const reading = (
  dependencies: Dependencies,
  file: Spooled,
  dialect: ReturnType<typeof dialectOf>,
  where: (place: Place) => string,
) => {
  const warnings = importWarnings()
  const conflicts = importConflicts()
  const clashes = duplicateValueFinder()
  const same = firstSeenValues()
  const now = dependencies.now()
  let repeated = 0
  let rows = 0
  let origin: { readonly id: unknown; readonly place: Place } | undefined

  const lines = async function* (): AsyncGenerator<Uint8Array> {
    for await (const object of awsObjects(file.read())) {
      if (rows++ % atOnce === atOnce - 1) await yieldToEventLoop()
      const { kind, value, ...place } = object
      const { row, body, omissions } = converted(object, now)
      if (same.meet(rowLine(row), place) !== undefined) {
        repeated++ // pages that overlap, or memberships listed from both sides
        continue
      }
      const { IdentityStoreId: id = origin?.id } = value
      origin ??= id === undefined ? undefined : { id, place }
      if (id !== origin?.id && origin !== undefined) {
        conflicts.add(
          `${where(place)}: it is of identity store ${String(id)}, that of ${where(origin.place)} is of ${String(origin.id)}.`,
        )
      }
      for (const { what, before } of clashes.add(row, place)) {
        const other = before === undefined ? '' : where(before)
        conflicts.add(`${where(place)}: the ${kind} of ${other} has the ${what}, too.`)
      }
      for (const [path, sentence] of omissions) {
        warnings.add(where(place), { ruleId: null, path, sentence })
      }
      if (body !== undefined) {
        const { findings } = examine(kind === 'user' ? 'User' : 'Group', body, dialect)
        warnings.addFindings(where(place), findings)
      }
      yield Buffer.from(placedLine({ place, row }))
    }
    if (rows === 0) throw new AdministrationError('invalid', 'There is nothing in it to import.')
    conflicts.refuse()
  }
  return {
    lines,
    isMissing: (row: ConvertedRow['row']) => clashes.missing(row).length > 0,
    summary: () => ({ repeated, warnings: warnings.list() }),
  }
}

/**
 * Takes over the users, groups and memberships that `aws identitystore` lists, with their ids: all, or nothing. Rows
 * that break rules are taken over as they are, and named.
 */
export const importContents = async (
  dependencies: Dependencies,
  { spool, asOf }: ImportDependencies,
  identityStoreId: string,
  chunks: AsyncIterable<Uint8Array>,
  { replace = false, names = [] }: ImportRequest,
): Promise<Imported> => {
  const { settings } = await requireStore(dependencies.store, identityStoreId)
  const where = placeNames(names)
  const sent = await spool(chunks)
  const files = [sent]
  try {
    const read = reading(dependencies, sent, dialectOf(settings, asOf), where)
    const rows = await spool(read.lines())
    files.push(rows)
    const counts = await replaceContents(dependencies, identityStoreId, async (store) => {
      if (replace) await emptyStore(store, identityStoreId)
      const importing = { store, identityStoreId, conflicts: importConflicts(), where }
      return insertImported(importing, () => placedRows(rows.read()), read.isMissing)
    })
    return { ...counts, ...read.summary() }
  } catch (error) {
    if (!(error instanceof ImportError)) throw error
    throw new AdministrationError('invalid', `${where(error)}: ${error.message}`)
  } finally {
    for (const file of files) await file.discard()
  }
}
