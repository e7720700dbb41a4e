import { parseSettings } from '../../identity-center/settings/parse-settings.ts'
import { isObject } from '../../scim/json-object.ts'
import type { Json, JsonObject } from '../../scim/resource.ts'
import type { ContentCounts } from '../../store/content-types.ts'
import { FileError } from '../files/resource-row.ts'
import { type SnapshotHeader, snapshotFormat, snapshotVersion } from './snapshot-format.ts'

const isCount = (value: Json | undefined): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0

const countsOf = (line: number, value: Json | undefined): ContentCounts => {
  const { users, groups, memberships } = isObject(value) ? value : {}
  if (isCount(users) && isCount(groups) && isCount(memberships)) {
    return { users, groups, memberships }
  }
  throw new FileError(line, '`counts` must contain the numbers of users, groups and memberships.')
}

const newer = (version: Json | undefined, program: Json | undefined) => {
  const by = typeof program === 'string' ? ` by identity-center-scim ${program}` : ''
  return `The snapshot was written${by} in version ${JSON.stringify(version)} of the format. This program reads versions up to ${snapshotVersion}. Use a newer program.`
}

/** Parses the first line of a snapshot. Throws a FileError if this program cannot read the snapshot. */
export const parseHeader = (
  line: number,
  header: JsonObject,
): Pick<SnapshotHeader, 'settings' | 'counts'> => {
  const { format, version, program, settings, counts } = header
  if (format !== snapshotFormat) {
    throw new FileError(
      line,
      `The file is not a snapshot. The first line of a snapshot contains "format":"${snapshotFormat}".`,
    )
  }
  if (!isCount(version) || version === 0) {
    throw new FileError(line, '`version` must be a version number of the format.')
  }
  if (version > snapshotVersion) throw new FileError(line, newer(version, program))
  const parsed = parseSettings(settings)
  if (parsed.errors.length > 0) throw new FileError(line, parsed.errors.join(' '))
  return { settings: parsed.settings, counts: countsOf(line, counts) }
}
