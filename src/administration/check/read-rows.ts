import type { ResourceTypeName } from '../../scim/schema.ts'
import { FileError, type ResourceRow } from '../files/resource-row.ts'
import { csvRows } from './csv-rows.ts'
import { jsonRows } from './json-rows.ts'

/** The formats of `--format`. Without it, the format is recognized by the content. */
export const formats = ['csv', 'okta', 'entra', 'google', 'json', 'ndjson', 'aws'] as const

export type Format = (typeof formats)[number]

export interface ReadOptions {
  readonly format?: Format | undefined
  readonly type?: ResourceTypeName | undefined
}

/** Signatures of files that are not UTF-8 text. */
const signatures: readonly (readonly [bytes: readonly number[], sentence: string])[] = [
  [[0xff, 0xfe], 'The file is UTF-16. Save it as UTF-8.'],
  [[0xfe, 0xff], 'The file is UTF-16. Save it as UTF-8.'],
  [[0x50, 0x4b, 0x03, 0x04], 'The file is a spreadsheet or an archive. Save it as CSV in UTF-8.'],
  [[0x1f, 0x8b], 'The file is compressed. Decompress it first.'],
]

const byteOrderMark: readonly number[] = [0xef, 0xbb, 0xbf]

const beginsWith = (bytes: Uint8Array, beginning: readonly number[]) =>
  beginning.every((byte, at) => bytes[at] === byte)

async function* prepend(
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield first
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}

/** The first bytes of a file, enough to recognize its format. */
const beginningOf = async (chunks: AsyncIterator<Uint8Array>): Promise<Uint8Array> => {
  let bytes = new Uint8Array()
  while (!/\S/.test(new TextDecoder().decode(bytes)) || bytes.length < 4) {
    const next = await chunks.next()
    if (next.done) break
    bytes = Uint8Array.from(Buffer.concat([bytes, next.value]))
  }
  return bytes
}

/** The users and groups of a file, one by one. Throws a FileError where it cannot be read. */
export async function* readRows(
  chunks: AsyncIterable<Uint8Array>,
  { format, type }: ReadOptions = {},
): AsyncGenerator<ResourceRow> {
  const iterator = chunks[Symbol.asyncIterator]()
  const bytes = await beginningOf(iterator)
  const signature = signatures.find(([beginning]) => beginsWith(bytes, beginning))
  if (signature !== undefined) throw new FileError(1, signature[1])

  const text = new TextDecoder().decode(bytes.subarray(0, 1024)).trimStart()
  const looksLikeJson = text.startsWith('{') || text.startsWith('[')
  const isJson = format === undefined ? looksLikeJson : ['json', 'ndjson', 'aws'].includes(format)
  const content = isJson && beginsWith(bytes, byteOrderMark) ? bytes.subarray(3) : bytes
  const rest = prepend(content, iterator)

  let isEmpty = true
  const rows = isJson
    ? jsonRows(rest, { type, isAws: format === 'aws' })
    : csvRows(rest, { type, format })
  for await (const row of rows) {
    isEmpty = false
    yield row
  }
  if (isEmpty) throw new FileError(1, 'The file contains no users and no groups.')
}
