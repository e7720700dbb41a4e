import type { ContentRow } from '../contents/content-row.ts'
import { parseLine } from '../contents/parse-line.ts'
import { parseRow } from '../contents/parse-row.ts'
import { rowLine } from '../contents/row-line.ts'
import { fileLines } from '../files/file-lines.ts'

/** A position in the uploaded files: index of the file, and line from 1. */
export interface Place {
  readonly file: number
  readonly line: number
}

/** A row with its position in the uploaded files, as the temporary file of an import contains it. */
export interface PlacedRow {
  readonly place: Place
  readonly row: ContentRow
}

/** A placed row as one line of the temporary file. */
export const placedLine = ({ place, row }: PlacedRow): string =>
  `${place.file} ${place.line} ${rowLine(row)}`

/** The placed rows of the temporary file. */
export async function* placedRows(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<PlacedRow> {
  for await (const { line, text } of fileLines(chunks)) {
    const [file = '', at = ''] = text.split(' ', 2)
    const json = text.slice(file.length + at.length + 2)
    const place = { file: Number(file), line: Number(at) }
    yield { place, row: parseRow(line, parseLine(line, json)) }
  }
}
