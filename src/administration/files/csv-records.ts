import { pipeline, Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { FileError } from './resource-row.ts'
import { textBlocks } from './text-blocks.ts'

/** A row of a table, and its first line. */
export interface CsvRecord {
  readonly line: number
  readonly cells: readonly string[]
}

const delimiters = [',', ';', '\t']
const recordLengthMax = 1_048_576

/** The most frequent separator of the heading. Spreadsheets choose it by locale. */
const delimiterOf = (heading: string): string =>
  delimiters
    .map((delimiter) => ({ delimiter, count: heading.split(delimiter).length }))
    .reduce((most, each) => (each.count > most.count ? each : most)).delimiter

const errors: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'A quotation mark is not closed.',
  CSV_MAX_RECORD_SIZE: 'The row has more than 1 MiB. A quotation mark is probably not closed.',
}

const toFileError = (error: unknown): unknown => {
  if (!(error instanceof CsvError)) return error
  const line: unknown = Reflect.get(error, 'lines')
  return new FileError(Number(line ?? 1), errors[error.code] ?? 'The file is not CSV.')
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

/** The rows of a CSV file, with its heading and without empty rows: RFC 4180, and the variants of spreadsheets. */
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
    relax_quotes: true, // for headings such as emails[type eq "work"].value
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
  })
  // An error of the pipeline is also thrown by the parser, where it is caught.
  pipeline(Readable.from(heading(first.value, blocks)), parser, () => {})
  let extraLines = 0
  try {
    for await (const parsed of parser) {
      const { record, info } = parsed as Parsed // the form of a row with the option `info`
      // The parser counts a CR LF within quotes as two lines.
      yield { line: info.lines - extraLines - count(record, /[\r\n]/g), cells: record }
      extraLines += count(record, /\r\n/g)
    }
  } catch (error) {
    throw toFileError(error)
  }
}
