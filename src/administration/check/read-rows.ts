import type { ResourceTypeName } from '../../scim/schema.ts'
import { FileError, type ResourceRow } from '../files/resource-row.ts'
import { csvRows } from './csv-rows.ts'
import { jsonRows } from './json-rows.ts'

/** What a file may be, where its content is not to decide. */
export const formats = ['csv', 'okta', 'entra', 'google', 'json', 'ndjson', 'aws'] as const

export type Format = (typeof formats)[number]

export interface ReadOptions {
  readonly format?: Format | undefined
  readonly type?: ResourceTypeName | undefined
}

/** How files begin that are no text in UTF-8. */
const beginnings: readonly (readonly [bytes: readonly number[], sentence: string])[] = [
  [[0xff, 0xfe], 'it is in UTF-16; save it as UTF-8.'],
  [[0xfe, 0xff], 'it is in UTF-16; save it as UTF-8.'],
  [[0x50, 0x4b, 0x03, 0x04], 'it is a spreadsheet or an archive; save it as CSV, in UTF-8.'],
  [[0x1f, 0x8b], 'it is compressed; unpack it first.'],
]

const byteOrderMark: readonly number[] = [0xef, 0xbb, 0xbf]

const beginsWith = (bytes: Uint8Array, beginning: readonly number[]) =>
  beginning.every((byte, at) => bytes[at] === byte)

async function* joined(
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield first
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}

/** Enough of a file to see what it is. */
const beginningOf = async (chunks: AsyncIterator<Uint8Array>): Promise<Uint8Array> => {
  let bytes = new Uint8Array()
  while (!/\S/.test(new TextDecoder().decode(bytes)) || bytes.length < 4) {
    const next = await chunks.next()
    if (next.done) break
    bytes = Uint8Array.from(Buffer.concat([bytes, next.value]))
  }
  return bytes
}

/** The users and groups of a file, one by one. Throws a FileFault where it cannot be read on. */
export async function* readRows(
  chunks: AsyncIterable<Uint8Array>,
  { format, type }: ReadOptions = {},
): AsyncGenerator<ResourceRow> {
  const iterator = chunks[Symbol.asyncIterator]()
  const bytes = await beginningOf(iterator)
  const other = beginnings.find(([beginning]) => beginsWith(bytes, beginning))
  if (other !== undefined) throw new FileError(1, other[1])

  const text = new TextDecoder().decode(bytes.subarray(0, 1024)).trimStart()
  const looksLikeJson = text.startsWith('{') || text.startsWith('[')
  const isJson = format === undefined ? looksLikeJson : ['json', 'ndjson', 'aws'].includes(format)
  const content = isJson && beginsWith(bytes, byteOrderMark) ? bytes.subarray(3) : bytes
  const rest = joined(content, iterator)

  let isEmpty = true
  const rows = isJson
    ? jsonRows(rest, { type, isAws: format === 'aws' })
    : csvRows(rest, { type, format })
  for await (const row of rows) {
    isEmpty = false
    yield row
  }
  if (isEmpty) throw new FileError(1, 'it holds no user and no group.')
}
