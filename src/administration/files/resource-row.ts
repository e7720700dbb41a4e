import type { JsonObject } from '../../scim/resource.ts'
import type { ResourceTypeName } from '../../scim/schema.ts'

/** A user or group of a file, as a SCIM resource. */
export interface ResourceRow {
  /** Its first line in the file, from 1. */
  readonly line: number
  readonly type: ResourceTypeName
  readonly resource: JsonObject
  /** Length of its JSON text; 0 for other formats. */
  readonly bytes: number
  /** Whether one of its objects has a duplicate key. */
  readonly duplicateKeys: boolean
}

/** A file that cannot be read. The message does not contain the name of the file or the line. */
export class FileError extends Error {
  readonly line: number

  constructor(line: number, message: string) {
    super(message)
    this.name = 'FileError'
    this.line = line
  }
}
