import type { ContentRow } from '../contents/content-row.ts'
import { parseLine } from '../contents/parse-line.ts'
import { parseRow } from '../contents/parse-row.ts'
import { rowLine } from '../contents/row-line.ts'
import { fileLines } from '../files/file-lines.ts'

/** Where something stands: which of the files, from 0, and which line of it. */
export interface Place {
  readonly file: number
  readonly line: number
}

/** A row that is kept aside until it is inserted, and where it stands in what was sent. */
export interface PlacedRow {
  readonly place: Place
  readonly row: ContentRow
}

/** As one line, to be kept aside. */
export const placedLine = ({ place, row }: PlacedRow): string =>
  `${place.file} ${place.line} ${rowLine(row)}`

/** What was kept aside. */
export async function* placedRows(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<PlacedRow> {
  for await (const { line, text } of fileLines(chunks)) {
    const [file = '', at = ''] = text.split(' ', 2)
    const json = text.slice(file.length + at.length + 2)
    const place = { file: Number(file), line: Number(at) }
    yield { place, row: parseRow(line, parseLine(line, json)) }
  }
}
