import { FileError } from './resource-row.ts'

/** The JSON text of an object in a file. */
export interface ObjectText {
  readonly line: number
  readonly bytes: Uint8Array
  /** The list that contains it, if it is in a list response: `Resources`, `Users`, `Groups` or `GroupMemberships`. */
  readonly list: string | undefined
}

/** The message of each `fault` of `parseJson`. */
export const jsonErrors = {
  'utf-8': 'The object is not UTF-8.',
  syntax: 'The object is not JSON.',
  depth: 'The object is nested deeper than any user or group.',
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
 * The objects of a JSON file, one by one: of a single object, several objects (NDJSON), a list of objects, a list
 * response, or a list of list responses. A state machine over bytes, so that only one object is in memory: `outside`
 * of objects, or in an `object`, which turns out to be a response at the key of a list. Throws a FileError.
 */
export async function* jsonObjects(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ObjectText> {
  let line = 1
  let state: 'outside' | 'object' = 'outside'
  let isInString = false
  let isEscaped = false
  let depth = 0
  let startLine = 1
  let parts: Uint8Array[] = []
  let length = 0
  /** The list of a response that the scanner is in. */
  let list: string | undefined
  let isInTopList = false
  /** Whether the object is a response whose list has been read. */
  let isResponse = false

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
      if (state === 'outside') {
        if (byte === code.objectStart) {
          state = 'object'
          depth = 1
          startLine = line
          start = at
        } else if (byte === code.listStart && !isInTopList && list === undefined) {
          isInTopList = true
        } else if (byte === code.listEnd && list !== undefined) {
          state = 'object'
          isResponse = true
          depth = 1
          start = at + 1
          list = undefined
        } else if (byte === code.listEnd && isInTopList) isInTopList = false
        else if (byte !== code.comma && !whiteSpace.includes(byte)) {
          throw new FileError(line, 'The file contains a value that is not a JSON object.')
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
            isResponse = false
            state = 'outside'
            parts = []
            length = 0
            continue
          }
        }
        depth++
      } else if (byte === code.listEnd || byte === code.objectEnd) {
        depth--
        if (depth > 0) continue
        if (!isResponse) {
          const bytes = Buffer.concat([...parts, chunk.subarray(start, at + 1)])
          yield { line: startLine, bytes, list }
        }
        state = 'outside'
        isResponse = false
        parts = []
        length = 0
      }
    }
    if (state === 'object') {
      parts.push(chunk.slice(start))
      length += chunk.length - start
      if (length > objectLengthMax) {
        throw new FileError(startLine, 'The object has more than 16 MiB.')
      }
    }
  }
  if (state !== 'outside' || isInTopList || list !== undefined) {
    throw new FileError(
      state === 'object' && !isResponse ? startLine : line,
      'The JSON text is incomplete.',
    )
  }
}
