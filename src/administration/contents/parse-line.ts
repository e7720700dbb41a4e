import { parseJson } from '../../scim/json.ts'
import { isObject } from '../../scim/json-object.ts'
import type { JsonObject } from '../../scim/resource.ts'
import { FileError } from '../files/resource-row.ts'

const errors = {
  'utf-8': 'The line is not UTF-8.',
  syntax: 'The line is not JSON.',
  depth: 'The line is nested too deeply.',
} as const

/** Parses a line as a JSON object. Throws a FileError if it is not one. */
export const parseLine = (line: number, text: string): JsonObject => {
  const parsed = parseJson(Buffer.from(text))
  if (!parsed.ok) throw new FileError(line, errors[parsed.error])
  if (!isObject(parsed.value)) throw new FileError(line, 'The line is not a JSON object.')
  if (parsed.duplicateKeys) throw new FileError(line, 'An object in the line has a duplicate key.')
  return parsed.value
}
