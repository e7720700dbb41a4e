import type { JsonObject } from '../../scim/resource.ts'
import type { ResourceTypeName } from '../../scim/schema.ts'

/** A user or group of a file, as SCIM JSON. */
export interface ResourceRow {
  /** Where it begins in its file, from 1. */
  readonly line: number
  readonly type: ResourceTypeName
  readonly resource: JsonObject
  /** How long it was as JSON; 0 where it was none. */
  readonly bytes: number
  /** Whether one of its objects named a key twice. */
  readonly duplicateKeys: boolean
}

/** A file that cannot be read to its end, and where: the sentence does not name the file. */
export class FileError extends Error {
  readonly line: number

  constructor(line: number, message: string) {
    super(message)
    this.name = 'FileFault'
    this.line = line
  }
}
