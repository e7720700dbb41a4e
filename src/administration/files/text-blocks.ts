import { decodeUtf8 } from '../../lib/utf8.ts'
import { FileError } from './resource-row.ts'

/** Lines of a file, and the number of the first of them. */
export interface TextBlock {
  readonly line: number
  readonly text: string
}

const lineLengthMax = 16 * 1_048_576
const lineFeed = 0x0a

const countLines = (bytes: Uint8Array): number => {
  let count = 0
  for (let at = bytes.indexOf(lineFeed); at !== -1; at = bytes.indexOf(lineFeed, at + 1)) count++
  return count
}

const faultIn = (bytes: Uint8Array, firstLine: number): FileError => {
  let line = firstLine
  let rest = bytes
  for (;;) {
    const end = rest.indexOf(lineFeed)
    if (end === -1 || decodeUtf8(rest.subarray(0, end)) === undefined) break
    rest = rest.subarray(end + 1)
    line++
  }
  return new FileError(line, 'it holds bytes that are not UTF-8; save the file as UTF-8.')
}

const decoded = (bytes: Uint8Array, line: number): TextBlock => {
  const text = decodeUtf8(bytes)
  if (text === undefined) throw faultIn(bytes, line)
  return { line, text }
}

/** The text of a file in blocks of whole lines. Throws a FileFault where it is not UTF-8. */
export async function* textBlocks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<TextBlock> {
  let line = 1
  let rest = new Uint8Array()
  for await (const chunk of chunks) {
    const bytes: Uint8Array = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    const end = bytes.lastIndexOf(lineFeed) + 1
    rest = Uint8Array.from(bytes.subarray(end)) // a copy: what it was part of is given back
    if (rest.length > lineLengthMax)
      throw new FileError(line, 'it holds a line of more than 16 MiB.')
    if (end === 0) continue
    const whole = bytes.subarray(0, end)
    yield decoded(whole, line)
    line += countLines(whole)
  }
  if (rest.length > 0) yield decoded(rest, line)
}
