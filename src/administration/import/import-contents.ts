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

/** What an import depends on, in addition to the common dependencies. */
export interface ImportDependencies {
  readonly spool: Spool
  /** The epoch of stores that name none. */
  readonly asOf: EpochDate
}

/** Rows that are read before other requests are served: a few milliseconds of work. */
const batchSize = 20

const placeNames =
  (names: readonly string[]) =>
  ({ file, line }: Place): string => {
    const name = names[file] ?? (file === 0 && names.length === 0 ? undefined : `file ${file + 1}`)
    return name === undefined ? `line ${line}` : `${name}, line ${line}`
  }

const convert = (object: AwsObject, now: Date): ConvertedRow => {
  try {
    return rowFromAws(object, now)
  } catch (error) {
    throw error instanceof FileError ? new ImportError(object.file, error) : error
  }
}

/** Reads all files once: collects conflicts and warnings, and converts each object to a row. */
const createReader = (
  dependencies: Dependencies,
  file: Spooled,
  dialect: ReturnType<typeof dialectOf>,
  where: (place: Place) => string,
) => {
  const warnings = importWarnings()
  const conflicts = importConflicts()
  const duplicates = duplicateValueFinder()
  const identicalRows = firstSeenValues()
  const now = dependencies.now()
  let repeated = 0
  let rows = 0
  let origin: { readonly id: unknown; readonly place: Place } | undefined

  const lines = async function* (): AsyncGenerator<Uint8Array> {
    for await (const object of awsObjects(file.read())) {
      if (rows++ % batchSize === batchSize - 1) await yieldToEventLoop()
      const { kind, value, ...place } = object
      const { row, body, omissions } = convert(object, now)
      if (identicalRows.meet(rowLine(row), place) !== undefined) {
        repeated++ // from overlapping pages, or from memberships that were listed by user and by group
        continue
      }
      const { IdentityStoreId: id = origin?.id } = value
      origin ??= id === undefined ? undefined : { id, place }
      if (id !== origin?.id && origin !== undefined) {
        conflicts.add(
          `${where(place)}: The ${kind} is from identity store ${String(id)}, but the one in ${where(origin.place)} is from ${String(origin.id)}.`,
        )
      }
      for (const { what, before } of duplicates.add(row, place)) {
        const other = before === undefined ? '' : where(before)
        conflicts.add(`${where(place)}: The ${kind} in ${other} has the same ${what}.`)
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
    if (rows === 0)
      throw new AdministrationError('invalid', 'The files contain no users, groups or memberships.')
    conflicts.refuse()
  }
  return {
    lines,
    isMissing: (row: ConvertedRow['row']) => duplicates.missing(row).length > 0,
    summary: () => ({ repeated, warnings: warnings.list() }),
  }
}

/**
 * Imports the users, groups and memberships that `aws identitystore` lists, with their ids: all, or none. Rows that
 * violate rules are imported unchanged, with a warning. Throws an AdministrationError.
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
    const reader = createReader(dependencies, sent, dialectOf(settings, asOf), where)
    const rows = await spool(reader.lines())
    files.push(rows)
    const counts = await replaceContents(dependencies, identityStoreId, async (store) => {
      if (replace) await emptyStore(store, identityStoreId)
      const importing = { store, identityStoreId, conflicts: importConflicts(), where }
      return insertImported(importing, () => placedRows(rows.read()), reader.isMissing)
    })
    return { ...counts, ...reader.summary() }
  } catch (error) {
    if (!(error instanceof ImportError)) throw error
    throw new AdministrationError('invalid', `${where(error)}: ${error.message}`)
  } finally {
    for (const file of files) await file.discard()
  }
}
