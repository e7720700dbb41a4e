import { FileError } from './resource-row.ts'

/** An object of a file, as it stands there. */
export interface ObjectText {
  readonly line: number
  readonly bytes: Uint8Array
  /** The list of an answer that it stands in, if it does: `Resources`, `Users`, `Groups`, `GroupMemberships`. */
  readonly list: string | undefined
}

/** Why an object of a file is not read, by the fault that `parseJson` reports. */
export const jsonErrors = {
  'utf-8': 'it is not UTF-8.',
  syntax: 'it is not JSON.',
  depth: 'it nests deeper than any user or group.',
} as const

const code = {
  lineFeed: 0x0a,
  quote: 0x22,
  comma: 0x2c,
  backslash: 0x5c,
  listStart: 0x5b,
  listEnd: 0x5d,
  objectStart: 0x7b,
  objectEnd: 0x7d,
} as const

const whiteSpace: readonly number[] = [0x09, code.lineFeed, 0x0d, 0x20]
const objectLengthMax = 16 * 1_048_576

/** SCIM's ListResponse, and what `aws identitystore list-users`, `list-groups` and `list-group-memberships` print. */
const listKey = /"(Resources|Users|Groups|GroupMemberships)"\s*:\s*$/
const listKeyLengthMax = 64

const lastText = (bytes: Uint8Array): string =>
  new TextDecoder().decode(bytes.subarray(-listKeyLengthMax))

/**
 * The users or groups of a JSON file one by one, whether it is one object, many (one a line, say), a list
 * of them, or an answer that holds such lists, or a list of answers. The file is never in memory as a whole.
 */
export async function* jsonObjects(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ObjectText> {
  let line = 1
  /** Where we are: outside of any object that is looked for, or in one. */
  let place: 'outside' | 'object' = 'outside'
  let isInString = false
  let isEscaped = false
  let depth = 0
  let startLine = 1
  let parts: Uint8Array[] = []
  let length = 0
  /** The list of an answer that we are in. */
  let list: string | undefined
  let isInTopList = false
  /** Whether the object that we are in is an answer, of which a list has been gone through. */
  let isAnswer = false

  for await (const chunk of chunks) {
    let start = 0
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0
      if (byte === code.lineFeed) line++
      if (isInString) {
        if (isEscaped) isEscaped = false
        else if (byte === code.backslash) isEscaped = true
        else if (byte === code.quote) isInString = false
        continue
      }
      if (place === 'outside') {
        if (byte === code.objectStart) {
          place = 'object'
          depth = 1
          startLine = line
          start = at
        } else if (byte === code.listStart && !isInTopList && list === undefined) {
          isInTopList = true
        } else if (byte === code.listEnd && list !== undefined) {
          place = 'object'
          isAnswer = true
          depth = 1
          start = at + 1
          list = undefined
        } else if (byte === code.listEnd && isInTopList) isInTopList = false
        else if (byte !== code.comma && !whiteSpace.includes(byte)) {
          throw new FileError(line, 'it holds something that is no JSON object.')
        }
        continue
      }
      if (byte === code.quote) isInString = true
      else if (byte === code.objectStart) depth++
      else if (byte === code.listStart) {
        if (depth === 1 && list === undefined) {
          const before = Buffer.concat([...parts, chunk.subarray(start, at)])
          list = listKey.exec(lastText(before))?.[1]
          if (list !== undefined) {
            isAnswer = false
            place = 'outside'
            parts = []
            length = 0
            continue
          }
        }
        depth++
      } else if (byte === code.listEnd || byte === code.objectEnd) {
        depth--
        if (depth > 0) continue
        if (!isAnswer) {
          const bytes = Buffer.concat([...parts, chunk.subarray(start, at + 1)])
          yield { line: startLine, bytes, list }
        }
        place = 'outside'
        isAnswer = false
        parts = []
        length = 0
      }
    }
    if (place === 'object') {
      parts.push(chunk.slice(start))
      length += chunk.length - start
      if (length > objectLengthMax) {
        throw new FileError(startLine, 'an object of more than 16 MiB begins there.')
      }
    }
  }
  if (place !== 'outside' || isInTopList || list !== undefined) {
    throw new FileError(
      place === 'object' && !isAnswer ? startLine : line,
      'its JSON is never closed.',
    )
  }
}
