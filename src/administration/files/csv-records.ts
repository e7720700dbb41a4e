import { pipeline, Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { FileError } from './resource-row.ts'
import { textBlocks } from './text-blocks.ts'

/** A row of a table, and the line on which it begins. */
export interface CsvRecord {
  readonly line: number
  readonly cells: readonly string[]
}

const delimiters = [',', ';', '\t']
const recordLengthMax = 1_048_576

/** A spreadsheet writes commas, semicolons or tabs, as its country likes: whichever the heading has most of. */
const delimiterOf = (heading: string): string =>
  delimiters
    .map((delimiter) => ({ delimiter, count: heading.split(delimiter).length }))
    .reduce((most, each) => (each.count > most.count ? each : most)).delimiter

const errors: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quotation mark is opened and never closed.',
  CSV_MAX_RECORD_SIZE: 'a row of more than 1 MiB begins there: a quotation mark is never closed.',
}

const faultOf = (error: unknown): unknown => {
  if (!(error instanceof CsvError)) return error
  const line: unknown = Reflect.get(error, 'lines')
  return new FileError(Number(line ?? 1), errors[error.code] ?? 'it is not CSV.')
}

interface Parsed {
  readonly record: readonly string[]
  readonly info: { readonly lines: number }
}

const count = (cells: readonly string[], what: RegExp): number =>
  cells.reduce((sum, cell) => sum + (cell.match(what)?.length ?? 0), 0)

async function* heading<Block extends { readonly text: string }>(
  first: Block,
  blocks: AsyncIterator<Block>,
): AsyncGenerator<string> {
  yield first.text
  for (let next = await blocks.next(); !next.done; next = await blocks.next()) {
    yield next.value.text
  }
}

/** The rows of a CSV file, its heading among them; empty ones are passed over. RFC 4180, and what spreadsheets make of it. */
export async function* csvRecords(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRecord> {
  const blocks = textBlocks(chunks)
  const first = await blocks.next()
  if (first.done) return
  const delimiter = delimiterOf(/^[^\r\n]*/.exec(first.value.text)?.[0] ?? '')
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    max_record_size: recordLengthMax,
    relax_column_count: true,
    relax_quotes: true, // a heading like emails[type eq "work"].value is written by hand
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
  })
  // What fails in here fails in the parser, too, which is where it is met.
  pipeline(Readable.from(heading(first.value, blocks)), parser, () => {})
  let tooMany = 0
  try {
    for await (const parsed of parser) {
      const { record, info } = parsed as Parsed // what the option `info` makes of a row
      // The parser counts a CR LF within quotes as two lines.
      yield { line: info.lines - tooMany - count(record, /[\r\n]/g), cells: record }
      tooMany += count(record, /\r\n/g)
    }
  } catch (error) {
    throw faultOf(error)
  }
}
