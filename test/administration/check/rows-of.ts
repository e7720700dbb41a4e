import { type ReadOptions, readRows } from '../../../src/administration/check/read-rows.ts'
import { FileError, type ResourceRow } from '../../../src/administration/files/resource-row.ts'

/** Bytes in pieces of this length. */
export async function* pieces(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.slice(at, at + length)
}

/** The rows of a file with this content, which comes in pieces. */
export const rowsOf = async (
  content: string | Uint8Array,
  options: ReadOptions = {},
  length = 1 << 16,
): Promise<readonly ResourceRow[]> => {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const rows: ResourceRow[] = []
  for await (const row of readRows(pieces(bytes, length), options)) rows.push(row)
  return rows
}

/** The resources alone. */
export const resourcesOf = async (content: string | Uint8Array, options: ReadOptions = {}) =>
  (await rowsOf(content, options)).map(({ resource }) => resource)

/** On which line a file with this content cannot be read on, and why. */
export const faultOf = async (content: string | Uint8Array, options: ReadOptions = {}) => {
  try {
    await rowsOf(content, options)
    return 'no fault'
  } catch (error) {
    if (error instanceof FileError) return `${error.line}: ${error.message}`
    throw error
  }
}
