import type { ContentCounts } from '../../store/content-types.ts'
import { checksum } from '../files/checksum.ts'
import { type FileLine, fileLines } from '../files/file-lines.ts'
import { FileError } from '../files/resource-row.ts'
import { type ContentRow, rowKinds } from './content-row.ts'
import { parseHeader } from './parse-header.ts'
import { parseLine } from './parse-line.ts'
import { parseRow } from './parse-row.ts'
import type { SnapshotHeader } from './snapshot-format.ts'

/** A line of a snapshot: the header or a row. */
export type SnapshotLine =
  | { readonly line: number; readonly header: Pick<SnapshotHeader, 'settings' | 'counts'> }
  | { readonly line: number; readonly row: ContentRow }

const wrongCount = (announced: ContentCounts, found: ContentCounts): string | undefined => {
  const name = (['users', 'groups', 'memberships'] as const).find(
    (each) => announced[each] !== found[each],
  )
  return (
    name &&
    `The first line announces ${announced[name]} ${name}, but the file contains ${found[name]}.`
  )
}

const countNames = { user: 'users', group: 'groups', membership: 'memberships' } as const

/**
 * The lines of a snapshot without the last one, which confirms that the lines before it are complete and unchanged.
 * Throws a FileError if they are not, possibly only after the last row: callers must read to the end before they
 * change anything.
 */
export async function* readSnapshot(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<SnapshotLine> {
  const sum = checksum()
  const found = { users: 0, groups: 0, memberships: 0 }
  let announced: ContentCounts | undefined
  let latest = 0
  let last: number | undefined
  let lines = 0

  const parse = ({ line, text, isEnded }: FileLine) => {
    try {
      return parseLine(line, text)
    } catch (error) {
      if (error instanceof FileError && line > 1 && !isEnded) {
        throw new FileError(line, 'The file ends within this line.')
      }
      throw error
    }
  }

  for await (const each of fileLines(chunks)) {
    const { line, text } = each
    lines = line
    if (last !== undefined)
      throw new FileError(line, `The snapshot ended with line ${last}. Remove the lines after it.`)
    const object = parse(each)
    if (announced === undefined) {
      const header = parseHeader(line, object)
      announced = header.counts
      yield { line, header }
    } else if (object['kind'] === 'end') {
      const { sha256 } = object
      if (sha256 !== undefined && sha256 !== sum.value()) {
        throw new FileError(
          line,
          'The checksum does not match. A line before it was changed or damaged.',
        )
      }
      const problem = wrongCount(announced, found)
      if (problem !== undefined) throw new FileError(line, problem)
      last = line
    } else {
      const row = parseRow(line, object)
      const place = rowKinds.indexOf(row.kind)
      if (place < latest) {
        throw new FileError(
          line,
          `Each ${row.kind} must come before the first ${rowKinds[latest]}.`,
        )
      }
      latest = place
      found[countNames[row.kind]]++
      yield { line, row }
    }
    if (last === undefined) sum.add(`${text}\n`)
  }
  if (announced === undefined) throw new FileError(1, 'The file is empty.')
  if (last === undefined) {
    throw new FileError(lines, 'The file is incomplete: its last line, of kind `end`, is missing.')
  }
}
