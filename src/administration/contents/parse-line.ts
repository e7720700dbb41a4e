import { parseJson } from '../../scim/json.ts'
import { isObject } from '../../scim/json-object.ts'
import type { JsonObject } from '../../scim/resource.ts'
import { FileError } from '../files/resource-row.ts'

const errors = {
  'utf-8': 'it is not UTF-8.',
  syntax: 'it is not JSON.',
  depth: 'it nests deeper than anything that is stored.',
} as const

/** A line that is to be one JSON object. Throws a FileFault where it is none. */
export const parseLine = (line: number, text: string): JsonObject => {
  const parsed = parseJson(Buffer.from(text))
  if (!parsed.ok) throw new FileError(line, errors[parsed.error])
  if (!isObject(parsed.value)) throw new FileError(line, 'it is no JSON object.')
  if (parsed.duplicateKeys) throw new FileError(line, 'an object in it names a key twice.')
  return parsed.value
}
